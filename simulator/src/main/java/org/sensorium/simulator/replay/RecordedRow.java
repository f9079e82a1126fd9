package org.sensorium.simulator.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One row of a recording, every cell as it is written.
 *
 * @param sensorId whose reading
 * @param metric what was measured
 * @param unit of the value; empty: none
 * @param timestamp RFC 3339 with a zone, or epoch milliseconds, or whatever the file has
 * @param value a number, or whatever the file has
 */
record RecordedRow(String sensorId, String metric, String unit, String timestamp, String value) {
    private static final int MOST_DIGITS_OF_MILLIS = 18;

    /** Whether the timestamp is written as epoch milliseconds. */
    boolean isTimeInMillis() {
        int digits = timestamp.startsWith("-") ? timestamp.length() - 1 : timestamp.length();
        return digits > 0
                && digits <= MOST_DIGITS_OF_MILLIS
                && timestamp.chars().skip(timestamp.length() - digits).allMatch(RecordedRow::digit);
    }

    /** The time, or null if the timestamp is none. */
    @Nullable Instant time() {
        try {
            return isTimeInMillis()
                    ? Instant.ofEpochMilli(Long.parseLong(timestamp))
                    : OffsetDateTime.parse(timestamp).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What tells the reading from every other: equal for rows that say the same in other words. */
    Object content() {
        Instant time = time();
        return new Content(sensorId, metric, time == null ? timestamp : time, number());
    }

    private Object number() {
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    private record Content(String sensorId, String metric, Object time, Object value) {}
}
