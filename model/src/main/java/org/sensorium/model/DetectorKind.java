package org.sensorium.model;

import java.util.Locale;

/** The detectors that a rule can arm. */
public enum DetectorKind {
    /** A value beyond a bound, with hysteresis and for-duration. */
    THRESHOLD,
    /** A value changing faster than a bound, per second of event time. */
    RATE_OF_CHANGE,
    /** A value that stays the same for too long. */
    FLATLINE,
    /** Nothing received for too long. */
    SILENCE,
    /** A value outside what the sensor has shown so far, scaled by its running range. */
    NOVELTY,
    /** A value that alone departs from those of its neighbours of one type. */
    SENSOR_FAULT,
    /** Steps of several series of one place, one after the other. */
    COMPOSITE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word in topics, tables and REST, such as {@code rate_of_change}. */
    public String code() {
        return code;
    }

    /** Whether it judges each series by itself. */
    public boolean watchesOneSeries() {
        return this != COMPOSITE;
    }

    /**
     * The detector of that code; {@link IllegalArgumentException} naming the allowed ones
     * otherwise.
     */
    public static DetectorKind ofCode(String code) {
        for (DetectorKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "detector '"
                        + code
                        + "' is none of threshold, rate_of_change, flatline, silence, novelty,"
                        + " sensor_fault, composite");
    }
}
