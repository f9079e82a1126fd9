package org.sensorium.console.reports;

import java.time.Duration;
import java.time.Instant;

/** So much at once, and as much again in a span of time (a token bucket). Not thread-safe. */
final class Budget {
    private final double most;
    private final Duration span;
    private double left;
    private Instant at;

    /** Full at first. */
    Budget(double most, Duration span, Instant now) {
        this.most = most;
        this.span = span;
        this.left = most;
        this.at = now;
    }

    /** How long it takes until so much is there; zero if it is. */
    Duration wait(double amount, Instant now) {
        refill(now);
        double missing = amount - left;
        return missing <= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) Math.ceil(missing / most * span.toMillis()));
    }

    /** Takes so much. */
    void take(double amount, Instant now) {
        refill(now);
        left -= amount;
    }

    private void refill(Instant now) {
        if (now.isAfter(at)) {
            double share = (double) Duration.between(at, now).toMillis() / span.toMillis();
            left = Math.min(most, left + share * most);
            at = now;
        }
    }
}
