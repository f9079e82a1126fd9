package org.sensorium.simulator.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the messages of a whole fleet, each sensor's in its own order. Every submitted message
 * is settled once: acknowledged, refused, or (only when closed before that) unknown. Submitting
 * waits while too much is under way, so memory is bounded. Thread-safe.
 */
public final class FleetPublisher implements AutoCloseable {
    private final List<Lane> lanes = new ArrayList<>();
    private final Accounts accounts;
    private final Outcomes outcomes;
    private final Semaphore room;
    private final LongSupplier nanoClock;
    private int opening;
    private volatile @Nullable String refusal;
    private volatile String lastTrouble = "no connection was tried yet";
    private volatile boolean closed;

    /**
     * Does not connect yet.
     *
     * @param connections one for each sensor, by its index
     * @param limits how much may be under way
     * @param accounts the books to keep
     * @param outcomes is told each message's fate
     * @param nanoClock such as {@code System::nanoTime}
     */
    public FleetPublisher(
            List<? extends Connection> connections,
            Limits limits,
            Accounts accounts,
            Outcomes outcomes,
            LongSupplier nanoClock) {
        this.accounts = accounts;
        this.outcomes = outcomes;
        this.nanoClock = nanoClock;
        this.room = new Semaphore(limits.outstanding());
        for (Connection connection : connections) {
            lanes.add(new Lane(connection, limits, new Events(), nanoClock));
        }
    }

    /**
     * Opens further connections, as long as not more than so many are still on their way.
     *
     * @return whether all have been opened
     */
    public boolean openMore(int atATime) {
        while (opening < lanes.size() && opening - accounts.connected() < atATime) {
            lanes.get(opening++).open();
        }
        return opening == lanes.size();
    }

    /**
     * Submits a message; waits while too many are outstanding.
     *
     * @param giveUp asked while waiting; if it says true, the message is not submitted
     * @return whether it was submitted
     */
    public boolean submit(Message message, BooleanSupplier giveUp) throws InterruptedException {
        while (!room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
            tick();
            if (giveUp.getAsBoolean()) {
                return false;
            }
        }
        if (closed) {
            throw new IllegalStateException("message submitted to a closed publisher");
        }
        accounts.submitted(message);
        lanes.get(message.sensor()).submit(message);
        return true;
    }

    /** Tries again what was put off; to be called a few times a second. */
    public void tick() {
        lanes.forEach(Lane::tick);
    }

    /**
     * Waits until every message is settled.
     *
     * @param patience how long to wait without any progress
     * @param each called every 100 ms, such as to show progress; says false to stop waiting
     * @return whether all were settled
     */
    public boolean awaitSettled(Duration patience, BooleanSupplier each)
            throws InterruptedException {
        long outstanding = accounts.outstandingMessages();
        long since = nanoClock.getAsLong();
        while (outstanding > 0) {
            TimeUnit.MILLISECONDS.sleep(outstanding < 100 ? 10 : 100);
            tick();
            if (!each.getAsBoolean()) {
                return false;
            }
            long now = accounts.outstandingMessages();
            if (now < outstanding) {
                since = nanoClock.getAsLong();
            } else if (nanoClock.getAsLong() - since > patience.toNanos()) {
                return false;
            }
            outstanding = now;
        }
        return true;
    }

    /** The latest reason, in words, why a connection went down or did not come up. */
    public String lastTrouble() {
        return lastTrouble;
    }

    /**
     * Why the broker refused a sign-in, if the latest attempt that failed was refused; null
     * otherwise.
     */
    public @Nullable String refusal() {
        return refusal;
    }

    /** Ends all connections; what is still open is reported as unknown. */
    @Override
    public void close() {
        closed = true;
        for (Lane lane : lanes) {
            lane.close().forEach(outcomes::unknown);
        }
    }

    private final class Events implements Lane.LaneEvents {
        @Override
        public void settled(Message message, int reasonCode, long latencyNanos) {
            // Outcome first, books second: whoever sees a settled count finds the outcome recorded.
            if (Lane.isRefusal(reasonCode)) {
                outcomes.refused(message, reasonCode);
                accounts.refused(message, reasonCode);
            } else {
                outcomes.acknowledged(message);
                accounts.acknowledged(message, reasonCode, latencyNanos / 1000);
            }
            room.release();
        }

        @Override
        public void publishedAgain() {
            accounts.resent();
        }

        @Override
        public void postponed() {
            accounts.postponed();
        }

        @Override
        public void up() {
            accounts.connectionUp();
            refusal = null;
        }

        @Override
        public void down(String cause, boolean refused, boolean wasUp) {
            if (wasUp) {
                accounts.connectionLost();
            }
            lastTrouble = cause;
            if (refused) {
                refusal = cause;
            }
        }
    }
}
