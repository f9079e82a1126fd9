package org.sensorium.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.sensorium.sink.Micros;

/**
 * What has to hold for any text as a time: it is refused, or it is the instant that Java's own
 * reader of ISO 8601 makes of it, which knows more forms but no other instants.
 */
public final class TimestampFuzz {
    private TimestampFuzz() {}

    /** Where Jazzer begins. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        long micros = Timestamps.ofText(text);
        if (micros == Timestamps.NONE) {
            return;
        }
        Instant expected;
        try {
            expected = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeException e) {
            throw new AssertionError("'" + text + "' is read as " + micros, e);
        }
        if (Micros.of(expected) != micros) {
            throw new AssertionError("'" + text + "' is read as " + micros + ", not " + expected);
        }
    }
}
