package org.sensorium.bench.load;

/**
 * An even rate that waits for nobody: a message that could not be sent in time stays due, and its
 * latency counts from when it was to be sent (no coordinated omission).
 */
public final class OpenSchedule implements Pace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final long startNanos;
    private final long most;

    /**
     * @param perSecond messages
     * @param most messages altogether
     */
    public OpenSchedule(double perSecond, long startNanos, long most) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException(perSecond + " messages/s: more than 0 are needed");
        }
        this.perSecond = perSecond;
        this.startNanos = startNanos;
        this.most = most;
    }

    @Override
    public long due(long nowNanos) {
        double seconds = (nowNanos - startNanos) / NANOS_PER_SECOND;
        return Math.max(0, Math.min(most, (long) Math.floor(seconds * perSecond) + 1));
    }

    @Override
    public long intendedNanos(long index) {
        return startNanos + (long) Math.floor(index / perSecond * NANOS_PER_SECOND);
    }
}
