package org.sensorium.ingest.health;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be well.
 *
 * @param name such as {@code database}
 * @param problem what is wrong in words, null if nothing is
 */
public record Check(String name, Supplier<@Nullable String> problem) {}
