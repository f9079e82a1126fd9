package org.sensorium.bench.load;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * One play of a pace by a fleet. Counted by the event loop, read by anybody. Sent = acknowledged +
 * refused + in flight.
 */
public final class Run {
    private static final int DIGITS = 3;

    private final Pace pace;
    private final SingleWriterRecorder latencies = new SingleWriterRecorder(DIGITS);
    private volatile long issued;
    private volatile long sent;
    private volatile long acknowledged;
    private volatile long refused;
    private volatile boolean stopped;

    Run(Pace pace) {
        this.pace = pace;
    }

    /** Lets no more become due. */
    public void stop() {
        stopped = true;
    }

    /** Messages that were to be sent by now. */
    public long issued() {
        return issued;
    }

    /** Messages handed to the sockets. */
    public long sent() {
        return sent;
    }

    /** Messages that the broker has taken. */
    public long acknowledged() {
        return acknowledged;
    }

    /** Messages that the broker has refused. */
    public long refused() {
        return refused;
    }

    /** Whether all that became due was answered. */
    public boolean isOver() {
        return acknowledged + refused >= issued;
    }

    /**
     * From the intended time to the acknowledgement, microseconds; what came since the last call.
     */
    public Histogram latencies() {
        return latencies.getIntervalHistogram();
    }

    long due(long nowNanos) {
        return stopped ? issued : Math.max(issued, pace.due(nowNanos));
    }

    long intendedNanos(long index) {
        return pace.intendedNanos(index);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    void countIssued() {
        issued++;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    void countSent() {
        sent++;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    void countAnswer(boolean taken, long micros) {
        if (taken) {
            acknowledged++;
            latencies.recordValue(Math.max(0, micros));
        } else {
            refused++;
        }
    }
}
