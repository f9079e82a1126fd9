package org.sensorium.stream.log;

import org.sensorium.model.ReadingBatch;

/**
 * One entry of the log, decoded.
 *
 * @param sequence its place in its inbox; the offset once it has been emitted
 * @param clockMicros everything that the broker received before is in this or earlier entries
 * @param readings none in a heartbeat
 */
public record Slice(long sequence, long clockMicros, ReadingBatch readings) {
    private static final long NO_CLOCK = Long.MIN_VALUE;

    /** In place of an entry: there was none for a long time, and nobody should wait for one. */
    static Slice quiet(long sequence) {
        return new Slice(sequence, NO_CLOCK, new ReadingBatch());
    }

    boolean isQuiet() {
        return clockMicros == NO_CLOCK;
    }
}
