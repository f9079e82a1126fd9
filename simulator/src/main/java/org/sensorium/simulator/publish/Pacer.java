package org.sensorium.simulator.publish;

import java.util.function.LongSupplier;

/**
 * Says how many messages are due, so that their number follows a straight line in time whatever the
 * ticks do: fractions are carried over, a late tick makes up for what it missed, but never faster
 * than {@link #CATCH_UP} times the rate, so that a broker that comes back is not flooded. Not
 * thread-safe.
 */
public final class Pacer {
    /** How many times the rate is allowed while catching up. */
    public static final double CATCH_UP = 4;

    private static final double SMALLEST_BURST = 1;

    private final LongSupplier nanoClock;
    private final double perNano;
    private final long startNanos;
    private long lastNanos;
    private double allowance;
    private long given;
    private double skipped;

    /**
     * Starts now.
     *
     * @param perSecond messages a second, above 0
     * @param nanoClock such as {@code System::nanoTime}
     */
    public Pacer(double perSecond, LongSupplier nanoClock) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException(
                    "a pace of " + perSecond + " messages a second; it must be above 0");
        }
        this.perNano = perSecond / 1e9;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.lastNanos = startNanos;
    }

    /** How many messages to send now; what is given counts as sent. */
    public long due() {
        long now = nanoClock.getAsLong();
        double behind = behind(now);
        allowance = Math.min(allowance, SMALLEST_BURST) + (now - lastNanos) * perNano * CATCH_UP;
        lastNanos = now;
        long due = (long) Math.floor(Math.min(behind, Math.max(allowance, SMALLEST_BURST)));
        allowance -= due;
        given += due;
        return due;
    }

    /**
     * How far the messages given so far are behind their time, in seconds; at most the fraction of
     * one message if all is well.
     */
    public double behindSeconds() {
        return behind(nanoClock.getAsLong()) / perNano / 1e9;
    }

    /**
     * Gives up what is more than so far behind, instead of making up for it.
     *
     * @return how many messages are given up
     */
    public long skipBeyond(double seconds) {
        double tooMany = Math.floor(behind(nanoClock.getAsLong()) - seconds * perNano * 1e9);
        if (tooMany <= 0) {
            return 0;
        }
        skipped += tooMany;
        return (long) tooMany;
    }

    private double behind(long now) {
        return (now - startNanos) * perNano - given - skipped;
    }
}
