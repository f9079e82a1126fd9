package org.sensorium.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered sensor as gateway and job know it.
 *
 * @param key the store's number for it, never reused
 * @param id its name on topics, in views and in REST
 * @param type such as {@code air_quality}; rules are made for types
 * @param department the owner
 * @param district where it hangs
 * @param location where exactly, if told
 * @param gateway the id of the device that may speak for it, if any
 * @param feeder the power or network line it hangs on, if its label {@code feeder} says so
 * @param metrics what it measures, by name
 * @param retired whether it was taken down; a retired sensor's readings are rejected as {@code
 *     unregistered}
 */
public record Sensor(
        int key,
        String id,
        String type,
        String department,
        String district,
        @Nullable Location location,
        @Nullable String gateway,
        @Nullable String feeder,
        Map<String, Metric> metrics,
        boolean retired) {
    public Sensor {
        metrics = Map.copyOf(metrics);
    }

    /** One on no feeder. */
    public Sensor(
            int key,
            String id,
            String type,
            String department,
            String district,
            @Nullable Location location,
            @Nullable String gateway,
            Map<String, Metric> metrics,
            boolean retired) {
        this(key, id, type, department, district, location, gateway, null, metrics, retired);
    }
}
