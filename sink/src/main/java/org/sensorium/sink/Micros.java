package org.sensorium.sink;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Microseconds since 1970, the store's resolution, to and from {@link Instant} and the driver's
 * type.
 */
public final class Micros {
    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    /** Truncates to microseconds. */
    public static long of(Instant instant) {
        // Not ChronoUnit.MICROS.between: that counts nanoseconds and ends after 292 years.
        return instant.getEpochSecond() * PER_SECOND + instant.getNano() / 1000;
    }

    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000);
    }

    /** SQL that makes a {@code timestamptz} of a column of microseconds since 1970. */
    public static String toTimestamp(String column) {
        return "timestamptz 'epoch' + " + column + " * interval '1 microsecond'";
    }

    /** What the PostgreSQL driver binds as {@code timestamptz}. */
    public static OffsetDateTime toOffsetDateTime(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
