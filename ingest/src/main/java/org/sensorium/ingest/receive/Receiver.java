package org.sensorium.ingest.receive;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.sink.Micros;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the durable session alive and hands its messages on. Bounded by the receive maximum in
 * messages and by a limit in bytes: when that is reached the reading stops for some seconds, and if
 * nothing moves the connection is given up, since everything on it is safe in the broker's queue.
 *
 * <p>A thread of its own connects, watches, and connects again with a new client.
 */
public final class Receiver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Receiver.class);
    private static final String[] FILTERS = {"readings/#", "gateways/+/readings"};
    private static final Duration MOST_BLOCKED = Duration.ofSeconds(10);
    private static final long WATCH_MILLIS = 250;

    /** Longer than the longest commit: the database driver gives up after two minutes. */
    private static final Duration STUCK = Duration.ofMinutes(3);

    /** Connections on which not one message came, one after the other. */
    private static final int MOST_DEAF = 4;

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final ReceiverSettings settings;
    private final Clock clock;
    private final boolean sessionExpected;
    private final BooleanSupplier mayConnect;
    private final Runnable sessionLost;
    private final Consumer<String> brokerBroken;
    private final AcknowledgementLedger ledger = new AcknowledgementLedger();
    private final Beacon beacon = new Beacon();
    private final Arrivals arrivals;
    private final @Nullable Handover handover;
    private final Object changed = new Object();
    private final Thread keeper;

    private volatile @Nullable PahoConnection connection;
    private volatile @Nullable String lastFailure = "not connected yet";
    private volatile @Nullable String remark;
    private volatile long movedAtNanos;
    private volatile int deaf;
    private volatile boolean ready;
    private volatile long readySinceNanos;
    private volatile boolean stopped;
    private volatile boolean closed;

    /**
     * @param arrivals takes what is delivered
     * @param handover the short way past this session; null if there is none
     * @param sessionExpected whether the broker has to have our session, because we have received
     *     by it before
     * @param mayConnect false while there is no point in receiving (the database is away)
     * @param sessionLost told when the broker had lost the session that was expected
     * @param brokerBroken told when the broker lets us in again and again and delivers nothing
     */
    public Receiver(
            ReceiverSettings settings,
            Clock clock,
            Arrivals arrivals,
            @Nullable Handover handover,
            boolean sessionExpected,
            BooleanSupplier mayConnect,
            Runnable sessionLost,
            Consumer<String> brokerBroken) {
        this.settings = settings;
        this.clock = clock;
        this.arrivals = arrivals;
        this.handover = handover;
        this.sessionExpected = sessionExpected;
        this.mayConnect = mayConnect;
        this.sessionLost = sessionLost;
        this.brokerBroken = brokerBroken;
        this.keeper = new Thread(this::keep, "receive-" + settings.clientId());
        keeper.setDaemon(true);
    }

    public void start() {
        keeper.start();
    }

    /** Acknowledges the oldest messages of a connection, if it is still the same one. */
    public void acknowledge(long epoch, int count) {
        PahoConnection current = connection;
        if (count > 0 && current != null) {
            movedAtNanos = System.nanoTime();
            ledger.stored(epoch, count, current::acknowledge);
        }
    }

    /** A notice at QoS 0; lost if there is no connection. */
    public void publish(String topic, byte[] payload) {
        PahoConnection current = connection;
        if (ready && current != null) {
            current.publish(topic, payload);
        }
    }

    /** Whether sensors may come in: the session is there, and so is their way to the inbox. */
    public boolean awaitsSensors() {
        return ready
                && (handover == null
                        || handover.awaitsSensors(System.nanoTime() - readySinceNanos));
    }

    /**
     * Whether the session has stood that long without a message, and the broker takes no beacons
     * that would tell more: then probably none waits there that was received before.
     */
    public boolean isQuietFor(Duration time) {
        return ready
                && arrivals.isEmpty()
                && beacon.isRefused()
                && System.nanoTime() - movedAtNanos >= time.toNanos();
    }

    /** What people should know although it is ready; empty if there is nothing. */
    public String remark() {
        String now = remark;
        return now == null ? "" : now;
    }

    /** Why it is not ready; null if it is. */
    public @Nullable String problem() {
        return ready ? null : lastFailure;
    }

    /** Takes no more messages: what comes now stays at the broker. Acknowledging goes on. */
    public void stop() {
        stopped = true;
    }

    /** Ends the connection; the session stays at the broker. */
    @Override
    public void close() {
        closed = true;
        synchronized (changed) {
            changed.notifyAll();
        }
        drop();
        try {
            keeper.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        long pause = FIRST_PAUSE_MILLIS;
        boolean expected = sessionExpected;
        while (!closed) {
            if (mayConnect.getAsBoolean() && connect(expected)) {
                expected = true;
                pause = FIRST_PAUSE_MILLIS;
                awaitLoss();
            }
            pause(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    private boolean connect(boolean expected) {
        long epoch = ledger.opened();
        try {
            PahoConnection fresh = new PahoConnection(settings, new Inflow(epoch));
            connection = fresh;
            boolean present = fresh.connect();
            if (!present && expected) {
                log.error(
                        "{}: the broker has lost the gateway's session; what it had queued for us is"
                                + " gone. Find out why (was its data directory deleted?)",
                        settings);
                remark = "the broker had lost the gateway's session at " + clock.instant();
                sessionLost.run();
            }
            fresh.subscribe(FILTERS);
            movedAtNanos = System.nanoTime();
            beacon.heard(movedAtNanos);
            readySinceNanos = movedAtNanos;
            ready = true;
            log.info("{}: session {}", settings, present ? "resumed" : "begun");
            return true;
        } catch (IOException | RuntimeException e) {
            fail(String.valueOf(e.getMessage()), e);
            drop();
            return false;
        }
    }

    private void fail(String why, Exception e) {
        if (!why.equals(lastFailure) && !closed) {
            log.warn("{}: cannot connect: {}", settings, why);
            log.debug("cannot connect", e);
        }
        lastFailure = why;
    }

    private void awaitLoss() {
        synchronized (changed) {
            while (ready && !closed) {
                if (isStuck()) {
                    log.error(
                            "{}: acknowledgements got lost on the way, connecting anew", settings);
                    ready = false;
                } else if (isDeaf()) {
                    lastFailure = "the broker delivers nothing on a connection that stands";
                    log.error("{}: {}, connecting anew", settings, lastFailure);
                    ready = false;
                    if (++deaf == MOST_DEAF) {
                        brokerBroken.accept(lastFailure + ", " + MOST_DEAF + " times");
                    }
                }
                pause(WATCH_MILLIS);
            }
        }
        if (!closed) {
            drop();
        }
    }

    private boolean isDeaf() {
        boolean busy = ledger.waiting() > 0 || !arrivals.isEmpty() || !mayConnect.getAsBoolean();
        PahoConnection current = connection;
        if (current == null || stopped) {
            return false;
        }
        Beacon.Advice advice = beacon.advice(System.nanoTime(), busy);
        if (advice == Beacon.Advice.SEND || (handover != null && handover.wantsBeacon())) {
            byte[] time = Beacon.payload(Micros.of(clock.instant()));
            current.publish(Beacon.TOPIC, time, code -> beacon.answered(code, System.nanoTime()));
        }
        return advice == Beacon.Advice.GIVE_UP;
    }

    /** Messages wait for acknowledgements that nobody will give: the broker waits for them too. */
    private boolean isStuck() {
        return ledger.waiting() > 0
                && arrivals.isEmpty()
                && mayConnect.getAsBoolean()
                && System.nanoTime() - movedAtNanos > STUCK.toNanos();
    }

    private void drop() {
        ready = false;
        PahoConnection last = connection;
        connection = null;
        if (last != null) {
            last.close();
        }
    }

    private void pause(long millis) {
        synchronized (changed) {
            if (!closed) {
                try {
                    changed.wait(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private final class Inflow implements Delivery {
        private final long epoch;

        Inflow(long epoch) {
            this.epoch = epoch;
        }

        @Override
        public void arrived(String topic, byte[] payload, long receivedAt, int qos, int packetId) {
            awaitRoom();
            if (stopped) {
                return;
            }
            if (qos > 0 && !ledger.received(epoch, packetId)) {
                return;
            }
            boolean stamped = settings.stamped() && receivedAt >= 0;
            long received = stamped ? receivedAt : Micros.of(clock.instant());
            long now = System.nanoTime();
            beacon.heard(now);
            deaf = 0;
            if (topic.equals(Beacon.TOPIC)) {
                received = Beacon.timeMicros(payload);
                if (handover != null) {
                    handover.beaconReturned(received, Micros.of(clock.instant()));
                }
            } else {
                movedAtNanos = now;
            }
            arrivals.add(Message.delivered(topic, payload, received, epoch, qos > 0));
        }

        private void awaitRoom() {
            try {
                if (!closed && !arrivals.awaitRoom(MOST_BLOCKED)) {
                    throw new IllegalStateException("nothing is stored, no room for more");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        @Override
        public void lost(String why) {
            ledger.lost(epoch);
            if (handover != null) {
                handover.connectionLost(Micros.of(clock.instant()));
            }
            if (!closed) {
                log.warn("{}: connection lost: {}", settings, why);
            }
            lastFailure = why;
            ready = false;
            synchronized (changed) {
                changed.notifyAll();
            }
        }
    }
}
