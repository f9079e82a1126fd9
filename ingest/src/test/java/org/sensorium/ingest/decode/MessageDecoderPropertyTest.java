package org.sensorium.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever comes: it is decoded, or refused with a reason; and what is decoded is what was sent.
 */
class MessageDecoderPropertyTest {
    private static final long RECEIVED = 1_769_212_800_000_000L;
    private static final String VALID =
            "[{\"ts\":1769212800123,\"values\":{\"pm25\":35.2,\"on\":true}},"
                    + "{\"ts\":\"2026-01-24T08:00:00.123+08:00\",\"values\":{\"pm10\":-6e-1}},"
                    + "{\"sensor\":\"a-7\",\"pm25\":1}]";

    private final MessageDecoder decoder = new MessageDecoder();

    @Property
    void anyBytesAreDecodedOrRefused(@ForAll byte[] payload) {
        decodesOrRefuses(payload);
    }

    @Property
    void whateverIsDamagedIsDecodedOrRefused(@ForAll("damaged") String payload) {
        decodesOrRefuses(payload.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void whatWasSentIsWhatIsRead(
            @ForAll @Size(min = 1, max = 50)
                    List<@LongRange(min = 0, max = 4_000_000_000_000L) Long> times,
            @ForAll @DoubleRange(min = -1e300, max = 1e300) double value)
            throws UndecodableException {
        StringBuilder payload = new StringBuilder();
        for (long time : times) {
            payload.append(payload.isEmpty() ? "[" : ",")
                    .append("{\"ts\":")
                    .append(time)
                    .append(",\"values\":{\"a\":")
                    .append(value)
                    .append("}}");
        }
        List<Long> read = new ArrayList<>();

        decoder.decode(
                payload.append(']').toString().getBytes(StandardCharsets.UTF_8),
                RECEIVED,
                entry -> {
                    assertThat(entry.value(0)).isEqualTo(value);
                    read.add(entry.timeMicros() / 1000);
                });

        assertThat(read).isEqualTo(times);
    }

    /** A valid message with a piece replaced by something else. */
    @Provide
    Arbitrary<String> damaged() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, VALID.length());
        Arbitrary<Integer> length = Arbitraries.integers().between(0, 20);
        Arbitrary<String> piece =
                Arbitraries.strings()
                        .withChars("{}[]\":,.eE+-0129nrtuNI\\ \u0000é\uD83D")
                        .ofMaxLength(8);
        return Combinators.combine(at, length, piece)
                .as(
                        (from, count, with) ->
                                VALID.substring(0, from)
                                        + with
                                        + VALID.substring(Math.min(VALID.length(), from + count)));
    }

    private void decodesOrRefuses(byte[] payload) {
        try {
            decoder.decode(
                    payload,
                    RECEIVED,
                    entry -> {
                        assertThat(entry.from()).isBetween(0, payload.length);
                        assertThat(entry.to()).isBetween(entry.from(), payload.length);
                        for (int i = 0; i < entry.size(); i++) {
                            if (entry.kind(i) == ValueKind.NUMBER) {
                                assertThat(entry.value(i)).isFinite();
                            }
                        }
                    });
        } catch (UndecodableException e) {
            assertThat(e.reason()).isNotNull();
            assertThat(e.getMessage()).hasSizeLessThan(400);
        }
    }
}
