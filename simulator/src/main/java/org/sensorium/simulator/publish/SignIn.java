package org.sensorium.simulator.publish;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Brings a fleet onto the broker, not faster than a broker that checks passwords can follow. */
public final class SignIn {
    /** Sign-ins on their way at once; too many and the broker's listener drops some. */
    private static final int AT_A_TIME = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final FleetPublisher publisher;
    private final Accounts accounts;

    /** Signs in nobody yet. */
    public SignIn(FleetPublisher publisher, Accounts accounts) {
        this.publisher = publisher;
        this.accounts = accounts;
    }

    /**
     * Signs in all.
     *
     * @param sensors how many there are
     * @param giveUp ends it early
     * @param progress is told how many are in, often
     * @throws NotConnected if for a minute none more came in
     */
    public void all(int sensors, BooleanSupplier giveUp, IntConsumer progress)
            throws InterruptedException {
        int in = 0;
        long since = System.nanoTime();
        while (!(publisher.openMore(AT_A_TIME) && accounts.connected() >= sensors)) {
            if (giveUp.getAsBoolean()) {
                return;
            }
            int now = accounts.connected();
            if (now > in) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                String refusal = publisher.refusal();
                throw new NotConnected(
                        "of "
                                + sensors
                                + " sensors only "
                                + now
                                + " could sign in at the broker; the latest failure: "
                                + (refusal == null ? publisher.lastTrouble() : refusal)
                                + ". 'sensorium status' tells whether the system is up");
            }
            in = now;
            progress.accept(now);
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        progress.accept(sensors);
    }
}
