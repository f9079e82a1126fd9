package org.sensorium.registry.districts;

import org.jspecify.annotations.Nullable;
import org.sensorium.model.Location;

/**
 * A district of the city.
 *
 * @param location its middle, if told
 */
public record District(
        String id, String name, @Nullable String nameZh, @Nullable Location location) {}
