package org.sensorium.registry.sensors;

import org.jspecify.annotations.Nullable;

/**
 * What to look for; null means any.
 *
 * @param state {@code registered}, {@code active} or {@code retired}
 * @param q a part of the id or of a label, in any case
 */
public record SensorFilter(
        @Nullable String district,
        @Nullable String department,
        @Nullable String type,
        @Nullable String state,
        @Nullable String q) {}
