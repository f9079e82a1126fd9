package org.sensorium.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a detector is told to watch.
 *
 * <p>For one (sensor, metric, detector) the most specific rule holds: one for the sensor before one
 * for its district and type, before one for its type, before one for all types; among equals one
 * that names the metric, then the higher id. A rule that is not enabled still takes the place of a
 * more general one, which is how a district or a sensor is exempted.
 *
 * @param id chosen by who made it; matches a sensor id's pattern
 * @param revision counts up with each change
 * @param sensorType only sensors of this type, or all when null
 * @param district only sensors of this district, or all when null
 * @param sensorId only this sensor, or all when null
 * @param metric only this metric, or every metric when null
 * @param detector which detector is armed
 * @param severity of the alerts raised
 * @param enabled whether it raises alerts
 * @param parameters the detector's settings by name; numbers as decimal text, durations as ISO-8601
 */
public record Rule(
        String id,
        int revision,
        @Nullable String sensorType,
        @Nullable String district,
        @Nullable String sensorId,
        @Nullable String metric,
        DetectorKind detector,
        Severity severity,
        boolean enabled,
        Map<String, String> parameters) {
    public Rule {
        parameters = Map.copyOf(parameters);
    }

    /** Whether the rule is about this metric of this sensor. */
    public boolean concerns(Sensor sensor, String metricName) {
        return (sensorType == null || sensorType.equals(sensor.type()))
                && (district == null || district.equals(sensor.district()))
                && (sensorId == null || sensorId.equals(sensor.id()))
                && (metric == null || metric.equals(metricName));
    }

    /** How narrowly the rule is cut: of two rules that concern a metric, the higher one holds. */
    public int specificity() {
        return (sensorId == null ? 0 : 8)
                + (district == null ? 0 : 4)
                + (sensorType == null ? 0 : 2)
                + (metric == null ? 0 : 1);
    }
}
