package org.sensorium.stream.log;

/**
 * One reading on its way through the job; times are microseconds since 1970.
 *
 * @param timeMicros event time, by the sensor's clock
 * @param receivedMicros when the broker received it
 */
public record Reading(
        int sensorKey, short metricKey, long timeMicros, double value, long receivedMicros) {}
