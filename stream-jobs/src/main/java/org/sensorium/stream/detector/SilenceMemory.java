package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** When the series was last heard of, and how long its gaps typically are. */
final class SilenceMemory extends Memory {
    static final long NEVER = Long.MIN_VALUE;

    /** A gap longer than usual is learned quickly, a shorter one slowly. */
    private static final double LEARN_LONGER = 0.25;

    private static final double LEARN_SHORTER = 1.0 / 32;

    /** An outage is not a habit: a gap counts for at most so many times the typical one. */
    private static final double MOST_TIMES = 8;

    long receivedMicros = NEVER;
    private long timeMicros = NEVER;
    private double receiptGapMicros = -1;
    private double eventGapMicros = -1;

    void hear(long atMicros, long received) {
        if (receivedMicros != NEVER && received > receivedMicros) {
            receiptGapMicros = learned(receiptGapMicros, received - receivedMicros);
        }
        if (timeMicros != NEVER && atMicros > timeMicros) {
            eventGapMicros = learned(eventGapMicros, atMicros - timeMicros);
        }
        receivedMicros = Math.max(receivedMicros, received);
        timeMicros = Math.max(timeMicros, atMicros);
    }

    /**
     * The typical gap, negative while unknown: the longer of those between receipts and between
     * event times, so that neither a burst of stored readings nor a replay passes for a habit.
     */
    double typicalGapMicros() {
        return Math.max(receiptGapMicros, eventGapMicros);
    }

    private static double learned(double typical, double gap) {
        if (typical < 0) {
            return gap;
        }
        double counted = Math.min(gap, MOST_TIMES * Math.max(typical, 1));
        return typical + (counted - typical) * (counted > typical ? LEARN_LONGER : LEARN_SHORTER);
    }

    @Override
    void writeOwn(DataOutput out) throws IOException {
        out.writeLong(receivedMicros);
        out.writeLong(timeMicros);
        out.writeDouble(receiptGapMicros);
        out.writeDouble(eventGapMicros);
    }

    @Override
    void readOwn(int version, DataInput in) throws IOException {
        receivedMicros = in.readLong();
        timeMicros = in.readLong();
        receiptGapMicros = in.readDouble();
        eventGapMicros = in.readDouble();
    }
}
