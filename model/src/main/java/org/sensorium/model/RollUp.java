package org.sensorium.model;

/**
 * One minute of one sensor's metric. Primitives only: one of these passes for each sensor, metric
 * and minute.
 *
 * @param bucketMicros start of the minute, microseconds since 1970
 * @param count readings in it
 * @param sum of their values; the average is sum / count
 * @param firstAtMicros event time of the first reading in event time
 * @param lastAtMicros event time of the last
 */
public record RollUp(
        int sensorKey,
        short metricKey,
        long bucketMicros,
        long count,
        double min,
        double max,
        double sum,
        double first,
        double last,
        long firstAtMicros,
        long lastAtMicros) {}
