package org.sensorium.console.series;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Query;

/**
 * How wide a bucket is; raw readings where there is none.
 *
 * @param width whole seconds, from one second to a week; null for raw
 */
record Step(@Nullable Duration width) {
    private static final Duration WIDEST = Duration.ofDays(7);
    private static final Pattern SHORT = Pattern.compile("([1-9][0-9]{0,4})([smhd])");

    /** Reads {@code raw}, an ISO-8601 duration, or the short form such as {@code 5m}. */
    static Step read(@Nullable String text) {
        if (text == null || text.equals("raw")) {
            return new Step(null);
        }
        @Nullable Duration width = duration(text);
        if (width == null
                || width.compareTo(Duration.ofSeconds(1)) < 0
                || width.compareTo(WIDEST) > 0
                || width.getNano() != 0) {
            throw Query.wrong(
                    "step",
                    "'"
                            + Json.cut(text)
                            + "' is neither raw nor a duration of 1s to 7d in whole seconds, such"
                            + " as 1m, 1h, 1d or PT15M");
        }
        return new Step(width);
    }

    /** Whether readings are wanted as they are. */
    boolean isRaw() {
        return width == null;
    }

    /** The width in seconds; 0 for raw. */
    long seconds() {
        return width == null ? 0 : width.toSeconds();
    }

    /** Whether whole minutes fill the bucket, so that the stored roll-ups are enough. */
    boolean isOfMinutes() {
        return seconds() % 60 == 0;
    }

    /** As it is told to callers. */
    String text() {
        return width == null ? "raw" : width.toString();
    }

    private static @Nullable Duration duration(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long n = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                case "h" -> Duration.ofHours(n);
                default -> Duration.ofDays(n);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
