package org.sensorium.stream.log;

import org.slf4j.Logger;

/**
 * One line when something stops working, one when it works again, and a growing pause between the
 * attempts. For one thread.
 */
public final class Outage {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 1000;
    private static final double NANOS = 1e9;

    private final Logger log;
    private final String doing;
    private long failures;
    private long sinceNanos;

    /**
     * @param doing what failed, for the log
     */
    public Outage(Logger log, String doing) {
        this.log = log;
        this.doing = doing;
    }

    /** It failed (again). */
    public void happened(Exception failure) {
        if (failures++ == 0) {
            sinceNanos = System.nanoTime();
            log.warn("{} fails, trying on until it works: {}", doing, failure.toString());
        }
    }

    /** It works (again). */
    public void over() {
        if (failures > 0) {
            log.info(
                    "{} works again after {} failures in {} s",
                    doing,
                    failures,
                    Math.round((System.nanoTime() - sinceNanos) / NANOS));
            failures = 0;
        }
    }

    public boolean isOn() {
        return failures > 0;
    }

    /** How long to wait before the next attempt: doubles with each failure, up to a second. */
    public long pauseMillis() {
        long doublings = Math.min(Math.max(failures - 1, 0), 10);
        return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << doublings);
    }
}
