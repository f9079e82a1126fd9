package org.sensorium.bench.whole;

import java.util.Locale;

/**
 * At which something is measured.
 *
 * @param readingsPerSecond above 0
 * @param name as figures and pictures have it
 */
public record Rate(double readingsPerSecond, String name) {
    /** One that somebody chose. */
    public static Rate of(int readingsPerSecond) {
        return new Rate(
                readingsPerSecond, String.format(Locale.ROOT, "%,d readings/s", readingsPerSecond));
    }

    /**
     * Half of what can be held.
     *
     * @param highest that was held, readings a second
     */
    public static Rate halfOf(double highest) {
        return new Rate(highest / 2, "half rate");
    }
}
