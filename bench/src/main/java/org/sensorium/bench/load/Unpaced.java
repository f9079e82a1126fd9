package org.sensorium.bench.load;

import java.util.function.LongSupplier;

/**
 * As fast as what is behind can take it: somebody who looks at what has arrived says how many more
 * may be sent. Finds a capacity without filling queues.
 */
public final class Unpaced implements Pace {
    private final LongSupplier allowed;

    /**
     * @param allowed messages altogether that may have been sent by now
     */
    public Unpaced(LongSupplier allowed) {
        this.allowed = allowed;
    }

    @Override
    public long due(long nowNanos) {
        return allowed.getAsLong();
    }

    @Override
    public long intendedNanos(long index) {
        return System.nanoTime();
    }
}
