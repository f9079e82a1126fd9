package org.sensorium.simulator.replay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order in which they are to be published, those of a sensor in the order of the file.
 */
interface Tape extends AutoCloseable {
    /** The next row, or null at the end. */
    @Nullable RecordedRow next() throws IOException;

    /** When the row just given is due, in nanoseconds since the start of the tape. */
    long dueNanos();

    @Override
    void close() throws IOException;
}
