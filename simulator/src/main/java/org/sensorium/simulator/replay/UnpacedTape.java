package org.sensorium.simulator.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** File after file, as fast as it is taken; holds one row at a time. */
final class UnpacedTape implements Tape {
    private final Iterator<Path> files;
    private @Nullable Recording current;

    UnpacedTape(List<Path> files) {
        this.files = files.iterator();
    }

    @Override
    public @Nullable RecordedRow next() throws IOException {
        while (true) {
            if (current != null) {
                RecordedRow row = current.next();
                if (row != null) {
                    return row;
                }
                close();
            }
            if (!files.hasNext()) {
                return null;
            }
            current = Recording.open(files.next());
        }
    }

    @Override
    public long dueNanos() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
