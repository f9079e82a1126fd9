package org.sensorium.launcher.supervise;

import java.time.Duration;

/**
 * How long to wait before a part that died is started again: 1 s, doubled at every death up to 30
 * s, and 1 s again once it has lived for a minute. Not safe for use by several threads.
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** The wait after a life of this length. */
    Duration after(Duration life) {
        if (life.compareTo(STEADY) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
