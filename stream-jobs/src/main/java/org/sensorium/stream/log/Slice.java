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

    /**
     * The log's clock as the job takes it. Each step of it is a watermark for every task, however
     * little came; nothing that waits for the clock needs it finer.
     */
    private static final long TICK_MICROS = 50_000;

    /** An entry whose inbox had everything that the broker received before that instant. */
    static Slice of(long sequence, long receivedMicros, ReadingBatch readings) {
        return new Slice(
                sequence, Math.floorDiv(receivedMicros, TICK_MICROS) * TICK_MICROS, readings);
    }

    /** In place of an entry: there was none for a long time, and nobody should wait for one. */
    static Slice quiet(long sequence) {
        return new Slice(sequence, NO_CLOCK, new ReadingBatch());
    }

    boolean isQuiet() {
        return clockMicros == NO_CLOCK;
    }
}
