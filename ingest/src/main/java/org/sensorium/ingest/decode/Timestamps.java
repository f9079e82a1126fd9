package org.sensorium.ingest.decode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.sensorium.sink.Micros;

/**
 * Reads times: epoch milliseconds, RFC 3339 with a zone, SenML seconds. What is finer than a
 * microsecond is cut off.
 */
final class Timestamps {
    /** What is no time; no time that is accepted has this value. */
    static final long NONE = Long.MIN_VALUE;

    private static final long MICROS_PER_MILLI = 1000;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final long EARLIEST_MICROS = Micros.of(Instant.parse("0001-01-01T00:00:00Z"));
    private static final long LATEST_MICROS =
            Micros.of(Instant.parse("9999-12-31T23:59:59.999999Z"));

    /** RFC 8428, 4.5.3: smaller numbers are relative to the time of receipt. */
    private static final double SENML_RELATIVE_BELOW = 1 << 28;

    // RFC 3339, 5.6: seconds are required, letters in either case, a leap second is not kept by any
    // of our clocks and refused.
    private static final DateTimeFormatter RFC_3339 =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral('T')
                    .appendPattern("HH:mm:ss")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 1, MOST_FRACTION_DIGITS, true)
                    .optionalEnd()
                    .appendOffset("+HH:MM", "Z")
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private Timestamps() {}

    /** Epoch milliseconds to microseconds; {@link #NONE} outside the years 1 to 9999. */
    static long ofMillis(long millis) {
        if (Math.abs(millis) > Long.MAX_VALUE / MICROS_PER_MILLI || millis == Long.MIN_VALUE) {
            return NONE;
        }
        return inRange(millis * MICROS_PER_MILLI);
    }

    /** RFC 3339 with a zone to microseconds; {@link #NONE} if it is not that. */
    static long ofText(String text) {
        try {
            return inRange(Micros.of(OffsetDateTime.parse(text, RFC_3339).toInstant()));
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    /** SenML's base time plus time, seconds since 1970 or, when small, since the receipt. */
    static long ofSenml(double seconds, long receivedMicros) {
        if (!Double.isFinite(seconds)) {
            return NONE;
        }
        double micros = seconds * MICROS_PER_SECOND;
        if (Math.abs(micros) > LATEST_MICROS) {
            return NONE;
        }
        return seconds < SENML_RELATIVE_BELOW
                ? inRange(receivedMicros + Math.round(micros))
                : inRange(Math.round(micros));
    }

    private static long inRange(long micros) {
        return micros >= EARLIEST_MICROS && micros <= LATEST_MICROS ? micros : NONE;
    }
}
