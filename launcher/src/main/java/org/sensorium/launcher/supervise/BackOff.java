package org.sensorium.launcher.supervise;

import java.time.Duration;

/**
 * How long to wait before a part that died is started again: 0.25 s, doubled at every death up to 5
 * s, and 0.25 s again once it has lived for 10 s. Short, since while a part is away alerts are late
 * and queues grow; not nothing, since a part that cannot start must not eat the machine. Not safe
 * for use by several threads.
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration STEADY = Duration.ofSeconds(10);

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
