package org.sensorium.registry.sensors;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor says that it measures.
 *
 * @param min lowest plausible value, unbounded if null
 * @param max highest plausible value, unbounded if null
 * @param interval how often it means to report, if it says so
 */
public record MetricRegistration(
        String name,
        String unit,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Duration interval) {}
