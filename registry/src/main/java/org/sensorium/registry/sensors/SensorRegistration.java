package org.sensorium.registry.sensors;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Location;

/** What is told of a sensor when it is registered, checked for its form already. */
public record SensorRegistration(
        String id,
        String type,
        String department,
        String district,
        @Nullable Location location,
        List<MetricRegistration> metrics,
        @Nullable String gateway,
        Map<String, String> labels) {
    public SensorRegistration {
        metrics = List.copyOf(metrics);
        labels = Map.copyOf(labels);
    }
}
