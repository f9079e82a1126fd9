package org.sensorium.faults.proxy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets only so many bytes a second of one client's through to the server, over all its connections;
 * what comes faster waits its turn, and so does whoever sends it. Thread-safe.
 */
public final class Bottleneck implements Mischief, AutoCloseable {
    private static final long LONGEST_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String whose;
    private final double nanosPerByte;
    private long freeAtNanos = System.nanoTime();
    private volatile boolean open;

    /**
     * @param whose the beginning of the client's name, see {@link Frame#from}
     * @param bytesPerSecond above 0
     */
    public Bottleneck(String whose, double bytesPerSecond) {
        if (!(bytesPerSecond > 0)) {
            throw new IllegalArgumentException("bytes a second: " + bytesPerSecond);
        }
        this.whose = whose;
        this.nanosPerByte = TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    @Override
    public Verdict judge(Frame frame) {
        if (frame.isSentBy(whose)) {
            long turn = turnAfter(frame.bytes().length);
            for (long left = turn - System.nanoTime();
                    left > 0 && !open;
                    left = turn - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, LONGEST_NAP_NANOS));
            }
        }
        return Verdict.PASS;
    }

    /** Lets what waits go, and all that comes. */
    @Override
    public void close() {
        open = true;
    }

    private synchronized long turnAfter(int bytes) {
        freeAtNanos = Math.max(freeAtNanos, System.nanoTime()) + Math.round(bytes * nanosPerByte);
        return freeAtNanos;
    }
}
