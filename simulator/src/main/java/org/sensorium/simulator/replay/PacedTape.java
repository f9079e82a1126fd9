package org.sensorium.simulator.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All sensors side by side, as time went when they were recorded, so many times faster. A row whose
 * clock steps back, or that has no time, follows the row before it. Holds all rows in memory, some
 * 200 bytes each.
 */
final class PacedTape implements Tape {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<Due> rows = new ArrayList<>();
    private final double speed;
    private final long startMillis;
    private int next;

    private record Due(RecordedRow row, long millis) {}

    /**
     * Reads the files.
     *
     * @param speed how many seconds of the recording pass in one second, above 0
     */
    PacedTape(List<Path> files, double speed) throws IOException {
        this.speed = speed;
        Map<String, Long> latest = new HashMap<>();
        try (UnpacedTape tape = new UnpacedTape(files)) {
            for (RecordedRow row = tape.next(); row != null; row = tape.next()) {
                Instant time = row.time();
                long before = latest.getOrDefault(row.sensorId(), Long.MIN_VALUE);
                long due = time == null ? before : Math.max(before, time.toEpochMilli());
                latest.put(row.sensorId(), due);
                rows.add(new Due(row, due));
            }
        }
        rows.sort(Comparator.comparingLong(Due::millis)); // stable
        this.startMillis =
                rows.stream()
                        .mapToLong(Due::millis)
                        .filter(millis -> millis > Long.MIN_VALUE)
                        .findFirst()
                        .orElse(0);
    }

    @Override
    public @Nullable RecordedRow next() {
        return next < rows.size() ? rows.get(next++).row() : null;
    }

    @Override
    public long dueNanos() {
        long since = Math.max(startMillis, rows.get(next - 1).millis()) - startMillis;
        return (long) (since * (double) NANOS_PER_MILLI / speed);
    }

    @Override
    public void close() {}
}
