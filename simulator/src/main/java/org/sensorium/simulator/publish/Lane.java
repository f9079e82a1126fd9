package org.sensorium.simulator.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One sensor's messages in their order: waiting, in flight, settled. A message whose connection was
 * lost goes back in front of those that wait. Thread-safe; holds its lock while it gives messages
 * to its connection, never while it reports outcomes.
 */
final class Lane implements Connection.Listener {
    private static final int FIRST_ERROR = 0x80;
    private static final int QUOTA_EXCEEDED = 0x97;

    private final Connection connection;
    private final Limits limits;
    private final LaneEvents events;
    private final LongSupplier nanoClock;
    private final Object lock = new Object();
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Queue<Message> again =
            new PriorityQueue<>(Comparator.comparingLong((Message m) -> m.sequence));
    private final List<Message> inFlight = new ArrayList<>();
    private long nextSequence;
    private boolean up;
    private boolean opened;
    private boolean pumping;
    private boolean closed;
    private boolean stalled;
    private boolean resting;
    private long restUntilNanos;

    /** What the publisher as a whole wants to know of a lane. */
    interface LaneEvents {
        void settled(Message message, int reasonCode, long latencyNanos);

        void publishedAgain();

        void postponed();

        void up();

        void down(String cause, boolean refused, boolean wasUp);
    }

    Lane(Connection connection, Limits limits, LaneEvents events, LongSupplier nanoClock) {
        this.connection = connection;
        this.limits = limits;
        this.events = events;
        this.nanoClock = nanoClock;
    }

    void open() {
        connection.open(this);
    }

    void submit(Message message) {
        synchronized (lock) {
            message.sequence = nextSequence++;
            waiting.add(message);
        }
        pump();
    }

    /** Tries again what could not be sent a moment ago; to be called now and then. */
    void tick() {
        synchronized (lock) {
            if (resting && nanoClock.getAsLong() - restUntilNanos < 0) {
                return;
            }
            if (!resting && !stalled) {
                return;
            }
            resting = false;
            stalled = false;
        }
        pump();
    }

    /** Stops sending; gives back all messages whose fate is open. */
    List<Message> close() {
        List<Message> open = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            open.addAll(inFlight);
            open.addAll(again);
            open.addAll(waiting);
            inFlight.clear();
            again.clear();
            waiting.clear();
        }
        connection.close();
        return open;
    }

    @Override
    public void up() {
        boolean firstTime;
        synchronized (lock) {
            if (up || closed) {
                return;
            }
            up = true;
            firstTime = !opened;
            opened = true;
            if (!firstTime) {
                // What was in flight when the connection went is sent again by the client, within
                // the kept session.
                inFlight.forEach(message -> events.publishedAgain());
            }
        }
        events.up();
        pump();
    }

    @Override
    public void down(String cause, boolean refused) {
        boolean wasUp;
        synchronized (lock) {
            if (closed) {
                return;
            }
            wasUp = up;
            up = false;
        }
        events.down(cause, refused, wasUp);
    }

    /**
     * Sends while there is room. A call that comes while another one sends leaves the work to that
     * one.
     */
    private void pump() {
        synchronized (lock) {
            if (pumping) {
                return;
            }
            pumping = true;
            try {
                Message next = next();
                while (next != null) {
                    send(next);
                    next = next();
                }
            } finally {
                pumping = false;
            }
        }
    }

    private @Nullable Message next() {
        if (!up
                || closed
                || resting
                || stalled
                || inFlight.size() >= limits.inFlightPerConnection()) {
            return null;
        }
        Message next = again.poll();
        return next != null ? next : waiting.poll();
    }

    private void send(Message message) {
        inFlight.add(message);
        if (message.sentBefore) {
            events.publishedAgain();
        }
        message.sentBefore = true;
        message.publishedNanos = nanoClock.getAsLong();
        connection.publish(message.payload(), outcome -> completed(message, outcome));
    }

    private void completed(Message message, int outcome) {
        long latencyNanos;
        boolean settled;
        boolean postponed = false;
        synchronized (lock) {
            if (closed || !inFlight.remove(message)) {
                return;
            }
            latencyNanos = nanoClock.getAsLong() - message.publishedNanos;
            settled = outcome != Connection.LOST;
            if (outcome == QUOTA_EXCEEDED && limits.retryWhenOverQuota()) {
                settled = false;
                postponed = true;
                resting = true;
                restUntilNanos = nanoClock.getAsLong() + limits.quotaPause().toNanos();
            }
            if (!settled) {
                again.add(message);
                // While the connection counts as up, a lost publish waits for the next tick instead
                // of spinning.
                stalled = !postponed;
            }
        }
        if (settled) {
            events.settled(message, outcome, latencyNanos);
        } else if (postponed) {
            events.postponed();
        }
        pump();
    }

    static boolean isRefusal(int reasonCode) {
        return reasonCode == Connection.UNSENDABLE || reasonCode >= FIRST_ERROR;
    }
}
