package org.sensorium.launcher.supervise;

import java.time.Duration;

/**
 * How long to wait before a part that died is started again: 0.25 s, doubled at every death up to 5
 * s, and 0.25 s again once it has lived for 10 s. Short, since while a part is away alerts are late
 * and queues grow; not nothing, since a part that cannot start must not eat the machine. Who was
 * killed could start, and waits a second at most. Not safe for use by several threads.
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration LONGEST_OF_KILLED = Duration.ofSeconds(1);
    private static final Duration STEADY = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /**
     * The wait after a life of this length.
     *
     * @param killed whether somebody else ended it
     */
    Duration after(Duration life, boolean killed) {
        if (life.compareTo(STEADY) >= 0) {
            next = FIRST;
        }
        Duration wait = killed && next.compareTo(LONGEST_OF_KILLED) > 0 ? LONGEST_OF_KILLED : next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
