package org.sensorium.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link CompositePattern}.
 *
 * @param sensorType of the sensors that can take it, of any when null
 * @param metric of the readings
 * @param high whether values above the bound meet it, those below otherwise
 * @param bound the bound itself does not meet it
 * @param lasting how long values have to meet it before it counts; of an absent step, how long it
 *     has to stay away
 * @param absent whether the step must not be taken
 */
public record CompositeStep(
        @Nullable String sensorType,
        String metric,
        boolean high,
        double bound,
        Duration lasting,
        boolean absent) {
    /** Whether a reading of that value meets it. */
    public boolean isMet(double value) {
        return high ? value > bound : value < bound;
    }

    /** Whether readings of this metric of this sensor can meet it. */
    public boolean concerns(Sensor sensor, String metricName) {
        return metric.equals(metricName)
                && (sensorType == null || sensorType.equals(sensor.type()));
    }
}
