package org.sensorium.ingest.broker;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether sensors may come in and readings be taken. Opens when the session that takes readings
 * exists: before, an acknowledgement would mean nothing. Closes for publishes before a queue or the
 * disk is full: after, HiveMQ would acknowledge and drop. Safe for use by several threads.
 */
final class Gate {
    private final long mostQueued;
    private final AtomicLong queued = new AtomicLong();
    private volatile boolean open;
    private volatile @Nullable String stopping;
    private volatile @Nullable String diskProblem;

    /**
     * @param mostQueued messages that may wait for the gateway
     */
    Gate(long mostQueued) {
        this.mostQueued = mostQueued;
    }

    /** Room for twice as many: what was queued before a restart is not counted. */
    long queueSize() {
        return 2 * mostQueued;
    }

    void open(boolean now) {
        open = now;
    }

    boolean isOpen() {
        return open;
    }

    void stopping(@Nullable String reason) {
        stopping = reason;
    }

    void diskProblem(@Nullable String problem) {
        diskProblem = problem;
    }

    /** Why nothing can be kept for anybody at present; null if it can. */
    @Nullable String diskProblem() {
        return diskProblem;
    }

    /** A reading's message was taken at QoS 1 or 2. */
    void taken() {
        queued.incrementAndGet();
    }

    /** The gateway has acknowledged one. What was queued before a restart is not counted. */
    void delivered() {
        queued.updateAndGet(n -> Math.max(0, n - 1));
    }

    /** Why publishes are refused at present; null if they are not. */
    @Nullable String refusal() {
        String reason = stopping;
        if (reason != null) {
            return reason;
        }
        if (queued.get() >= mostQueued) {
            return "queue full";
        }
        return diskProblem;
    }
}
