package org.sensorium.stream;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Reads the timestamps of recorded series: date and time with {@code T} or a space between, with or
 * without seconds, fractions and an offset (UTC without one), or seconds since 1970.
 */
final class RecordedTime {
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder()
                    .parseLenient()
                    .appendPattern("yyyy[-][/]MM[-][/]dd['T'][' ']HH:mm[:ss]")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HH:mm", "Z")
                    .optionalEnd()
                    .toFormatter(Locale.ROOT);

    private RecordedTime() {}

    /**
     * Microseconds since 1970.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static long micros(String text) {
        String stripped = text.strip();
        try {
            TemporalAccessor read =
                    FORMAT.parseBest(stripped, OffsetDateTime::from, LocalDateTime::from);
            Instant at =
                    read instanceof OffsetDateTime
                            ? Instant.from(read)
                            : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
            return ChronoUnit.MICROS.between(Instant.EPOCH, at);
        } catch (DateTimeException e) {
            return seconds(stripped);
        }
    }

    private static long seconds(String text) {
        double seconds;
        try {
            seconds = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            seconds = Double.NaN;
        }
        if (!Double.isFinite(seconds)) {
            throw new IllegalArgumentException(
                    "timestamp '"
                            + text.substring(0, Math.min(80, text.length()))
                            + "' is neither a date and time nor seconds since 1970");
        }
        return (long) (seconds * 1e6);
    }
}
