package org.sensorium.ingest.topicrights;

import java.util.function.LongSupplier;

/**
 * A rate limit with an allowance: a full bucket lets a burst pass (what a sensor stored while it
 * was offline), and refills at the rate that it may keep up. Safe for use by several threads.
 * Source: token bucket, RFC 2697.
 */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoClock;
    private double tokens;
    private long filledAtNanos;

    TokenBucket(double perSecond, double burst, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoClock = nanoClock;
        this.tokens = burst;
        this.filledAtNanos = nanoClock.getAsLong();
    }

    /** Takes that many tokens if there are any at all: what is larger than the bucket may pass. */
    synchronized boolean take(double wanted) {
        long now = nanoClock.getAsLong();
        tokens = Math.min(burst, tokens + (now - filledAtNanos) / NANOS_PER_SECOND * perSecond);
        filledAtNanos = now;
        if (tokens <= 0 || (tokens < wanted && tokens < burst)) {
            return false;
        }
        tokens -= wanted;
        return true;
    }
}
