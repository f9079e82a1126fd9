package org.sensorium.simulator.register;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sensor as {@code POST /api/v1/sensors} wants it.
 *
 * @param id sensor id
 * @param type what kind it is
 * @param department id of the owner
 * @param district where it hangs
 * @param lat latitude in degrees, or null with {@code lon} if not known
 * @param lon longitude in degrees
 * @param metrics what it measures, at least one
 */
public record SensorRegistration(
        String id,
        String type,
        String department,
        String district,
        @Nullable Double lat,
        @Nullable Double lon,
        List<MetricRegistration> metrics) {
    public SensorRegistration {
        metrics = List.copyOf(metrics);
    }

    /**
     * One metric of it.
     *
     * @param name as in readings
     * @param unit such as {@code ug/m3}
     * @param min lowest value to be stored, null: no bound
     * @param max highest value to be stored, null: no bound
     * @param interval how often it means to report, null: not said
     */
    public record MetricRegistration(
            String name,
            String unit,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Duration interval) {}
}
