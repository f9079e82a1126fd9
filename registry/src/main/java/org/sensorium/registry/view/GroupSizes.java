package org.sensorium.registry.view;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Sensor;

/**
 * How many sensors that were not taken down are behind each gateway device, on each feeder and in
 * each district. One thread writes, any reads.
 */
final class GroupSizes {
    private final Map<String, Integer> gateways = new ConcurrentHashMap<>();
    private final Map<String, Integer> feeders = new ConcurrentHashMap<>();
    private final Map<String, Integer> districts = new ConcurrentHashMap<>();

    /** A sensor is new, or has changed. */
    void changed(@Nullable Sensor before, Sensor now) {
        count(before, -1);
        count(now, 1);
    }

    private void count(@Nullable Sensor sensor, int change) {
        if (sensor != null && !sensor.retired()) {
            count(gateways, sensor.gateway(), change);
            count(feeders, sensor.feeder(), change);
            count(districts, sensor.district(), change);
        }
    }

    private static void count(Map<String, Integer> sizes, @Nullable String name, int change) {
        if (name != null) {
            sizes.merge(name, change, (a, b) -> a + b == 0 ? null : a + b);
        }
    }

    int behindGateway(String id) {
        return gateways.getOrDefault(id, 0);
    }

    int onFeeder(String name) {
        return feeders.getOrDefault(name, 0);
    }

    int inDistrict(String name) {
        return districts.getOrDefault(name, 0);
    }
}
