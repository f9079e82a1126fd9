package org.sensorium.sink.rollups;

/**
 * One minute of one series.
 *
 * @param bucketMicros its start, microseconds since 1970
 */
public record SeriesMinute(int sensorKey, short metricKey, long bucketMicros) {}
