package org.sensorium.registry.departments;

import org.jspecify.annotations.Nullable;

/** A department of the city. */
public record Department(String id, String name, @Nullable String nameZh) {}
