package org.sensorium.simulator.verify;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Waits until what is stored has settled: until all that must be there is, or nothing has come for
 * a while.
 */
public final class Settling {
    private static final long POLL_MILLIS = 500;

    private final Duration patience;
    private final LongSupplier nanoClock;

    /**
     * Waits for nothing yet.
     *
     * @param patience how long nothing may come before it is over; too low: a slow system is found
     *     guilty; too high: a failure takes long to show
     * @param nanoClock such as {@code System::nanoTime}
     */
    public Settling(Duration patience, LongSupplier nanoClock) {
        this.patience = patience;
        this.nanoClock = nanoClock;
    }

    /**
     * Waits.
     *
     * @param expected how many there should be
     * @param count counts them
     * @param giveUp ends the wait early
     * @param progress is told each count
     * @return the last count
     */
    public long await(
            long expected, LongSupplier count, BooleanSupplier giveUp, LongConsumer progress)
            throws InterruptedException {
        long last = count.getAsLong();
        long since = nanoClock.getAsLong();
        progress.accept(last);
        while (last < expected
                && nanoClock.getAsLong() - since < patience.toNanos()
                && !giveUp.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            long now = count.getAsLong();
            if (now != last) {
                since = nanoClock.getAsLong();
            }
            last = now;
            progress.accept(last);
        }
        return last;
    }
}
