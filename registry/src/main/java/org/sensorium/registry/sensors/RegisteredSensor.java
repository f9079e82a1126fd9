package org.sensorium.registry.sensors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sensor as it stands in the tables.
 *
 * @param key the store's number for it
 * @param state {@code registered}, {@code active} once something was received, or {@code retired}
 */
public record RegisteredSensor(
        int key,
        SensorRegistration registration,
        String state,
        Instant registeredAt,
        @Nullable Instant lastSeen) {
    /** The state of one that was taken down. */
    public static final String RETIRED = "retired";

    /** Whether it was taken down. */
    public boolean retired() {
        return state.equals(RETIRED);
    }
}
