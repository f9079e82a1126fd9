package org.sensorium.faults.fleet;

import java.util.Locale;

/**
 * A fleet of probes.
 *
 * @param prefix of the sensors' ids
 * @param type their sensor type, by which rules know them
 * @param sensors how many, each with one message a second
 * @param entries measurements in a message, each of two metrics
 * @param seed of the values and of the habits
 */
public record FleetPlan(String prefix, String type, int sensors, int entries, long seed) {
    /** The rule for threshold alerts is about this type. */
    public static final String TYPE = "probe";

    /** A fleet with so many readings a second: 10 in each message. */
    public static FleetPlan of(String prefix, int readingsPerSecond, long seed) {
        return new FleetPlan(prefix, TYPE, Math.max(1, readingsPerSecond / 10), 5, seed);
    }

    /**
     * A district of its own: whether its sensors fall silent together, then, is up to this fleet
     * alone, not to those of faults before, which are silent for good.
     */
    String district() {
        return prefix.toLowerCase(Locale.ROOT);
    }

    String id(int sensor) {
        return prefix + "-" + sensor;
    }
}
