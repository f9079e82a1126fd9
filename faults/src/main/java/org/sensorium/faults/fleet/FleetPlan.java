package org.sensorium.faults.fleet;

import java.time.Instant;
import java.util.Locale;
import org.sensorium.model.Location;

/**
 * A fleet of probes.
 *
 * @param prefix of the sensors' ids
 * @param type their sensor type, by which rules know them
 * @param sensors how many, each with one message a second
 * @param entries measurements in a message, each of two metrics
 * @param seed of the values and of the habits
 * @param place of all of them
 */
public record FleetPlan(
        String prefix, String type, int sensors, int entries, long seed, Location place) {
    /** The rule for threshold alerts is about this type. */
    public static final String TYPE = "probe";

    private static final int DEGREES_NORTH = 100;
    private static final int DEGREES_EAST = 300;

    /**
     * A fleet with so many readings a second, 10 in each message.
     *
     * @param begin different for each fleet
     */
    public static FleetPlan of(String prefix, int readingsPerSecond, long seed, Instant begin) {
        int sensors = Math.max(1, readingsPerSecond / 10);
        return new FleetPlan(prefix, TYPE, sensors, 5, seed, placeOf(begin));
    }

    /**
     * A hundred kilometres from where any other fleet of these hours is: sensors of faults before
     * would be neighbours, of whom the log of this fault says nothing.
     */
    private static Location placeOf(Instant begin) {
        long second = begin.getEpochSecond();
        long north = second % DEGREES_NORTH;
        long east = second / DEGREES_NORTH % DEGREES_EAST;
        return new Location(north - DEGREES_NORTH / 2.0, east - DEGREES_EAST / 2.0);
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
