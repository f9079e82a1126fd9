package org.sensorium.faults.fault;

import java.time.Duration;

/**
 * One way to break a system.
 *
 * @param id F1 to F36
 * @param title what happens, in a line
 * @param within how long it may take until everything works again by itself
 * @param injection breaks it and heals it
 */
public record Fault(String id, String title, Duration within, Injection injection) {
    static final Duration PART = Duration.ofSeconds(15);
    static final Duration DATABASE = Duration.ofSeconds(30);

    /** Breaks something, holds it, heals it. Recovery is measured from its return. */
    @FunctionalInterface
    public interface Injection {
        /** Once. */
        void inject(Round round) throws Exception;
    }

    /** A part is broken. */
    static Fault ofPart(String id, String title, Injection injection) {
        return new Fault(id, title, PART, injection);
    }

    /** The database is. */
    static Fault ofDatabase(String id, String title, Injection injection) {
        return new Fault(id, title, DATABASE, injection);
    }
}
