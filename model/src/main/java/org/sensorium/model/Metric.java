package org.sensorium.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one sensor measures.
 *
 * @param key the store's small number for the metric's name, the same for every sensor
 * @param name such as {@code pm25}
 * @param unit as registered, such as {@code ug/m3}
 * @param min lowest value that is stored, {@link Double#NEGATIVE_INFINITY} if unbounded
 * @param max highest value that is stored, {@link Double#POSITIVE_INFINITY} if unbounded
 * @param interval how often the sensor means to report, if it said so
 */
public record Metric(
        short key, String name, String unit, double min, double max, @Nullable Duration interval) {
    public Metric {
        if (!Identifiers.isName(name)) {
            throw new IllegalArgumentException(
                    "metric name '" + name + "' does not match [a-z][a-z0-9_-]{0,31}");
        }
        if (!(min <= max)) {
            throw new IllegalArgumentException(
                    "metric '" + name + "': min " + min + " is not below max " + max);
        }
        if (interval != null && (interval.isNegative() || interval.isZero())) {
            throw new IllegalArgumentException(
                    "metric '" + name + "': interval " + interval + " is not positive");
        }
    }

    /** Whether the value lies in the registered range; false for NaN. */
    public boolean accepts(double value) {
        return value >= min && value <= max;
    }
}
