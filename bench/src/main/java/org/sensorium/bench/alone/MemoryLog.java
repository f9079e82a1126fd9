package org.sensorium.bench.alone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sensorium.model.ReadingBatch;
import org.sensorium.stream.log.Log;
import org.sensorium.stream.log.Slice;

/**
 * An ingest log that never ends and costs nothing but making its readings: all sensors in turn,
 * each sensor's readings a second apart.
 */
final class MemoryLog implements Log {
    private static final int READINGS = 5_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long START_MICROS = 1_769_212_800L * MICROS_PER_SECOND;

    /** Readings handed out by all logs of this process. */
    private static final AtomicLong handedOut = new AtomicLong();

    private final int sensors;

    private MemoryLog(int sensors) {
        this.sensors = sensors;
    }

    /** Opens logs of so many sensors. */
    record Opener(int sensors) implements Log.Opener {
        @Override
        public Log open(String applicationName) {
            return new MemoryLog(sensors);
        }
    }

    static long handedOut() {
        return handedOut.get();
    }

    @Override
    public List<String> inboxes() {
        return List.of("memory");
    }

    @Override
    public List<Slice> read(String inbox, long afterSequence, int maxEntries) {
        List<Slice> slices = new ArrayList<>(maxEntries);
        for (long sequence = afterSequence + 1;
                sequence <= afterSequence + maxEntries;
                sequence++) {
            slices.add(slice(sequence));
        }
        handedOut.addAndGet((long) maxEntries * READINGS);
        return slices;
    }

    private Slice slice(long sequence) {
        ReadingBatch batch = new ReadingBatch();
        long first = (sequence - 1) * READINGS;
        long micros = START_MICROS;
        for (long i = first; i < first + READINGS; i++) {
            micros = START_MICROS + i / sensors * MICROS_PER_SECOND;
            // A saw tooth with some noise, never the same twice in a row.
            double value = 20 + (i / sensors * 7 + i * 31 % 101) % 6000 / 100.0;
            batch.add((int) (i % sensors), KnownSensors.METRIC_KEY, micros, value, micros);
        }
        return new Slice(sequence, micros, batch);
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(atMost.toMillis());
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
