package org.sensorium.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sensorium.model.RejectionReason;

/** Every accepted form, and the hostile ones. Entries are written down as "time metric=value …". */
class MessageDecoderTest {
    private static final long RECEIVED = 1_769_212_800_000_000L;

    private final MessageDecoder decoder = new MessageDecoder();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"ts":1769212800123,"values":{"pm25":35.2,"pm10":60}} | 1769212800123000 pm25=35.2 pm10=60.0
                    {"values":{"pm25":1},"ts":5}                          | 5000 pm25=1.0
                    {"ts":"2026-01-24T08:00:00.123+08:00","values":{"a":1}} | 1769212800123000 a=1.0
                    {"ts":"2026-01-24t00:00:00z","values":{"a":1}}        | 1769212800000000 a=1.0
                    {"ts":"2026-01-24T00:00:00.123456789Z","values":{"a":1}} | 1769212800123456 a=1.0
                    {"pm25":35.2,"pm10":60}                               | receipt pm25=35.2 pm10=60.0
                    {"ts":1,"a":2}                                        | 1000 a=2.0
                    {"values":{"on":true,"off":false}}                    | receipt on=1.0 off=0.0
                    {"values":{"a":-0.0,"b":5e-324,"c":1e-999}}           | receipt a=-0.0 b=4.9E-324 c=0.0
                    {"sensor":"a-7","values":{"a":1}}                     | receipt @a-7 a=1.0
                    [{"ts":1,"values":{"a":1}},{"ts":2,"values":{"a":2}}] | 1000 a=1.0; 2000 a=2.0
                    {"values":{"a":1},"b":2}                              | receipt a=1.0 b=2.0
                    {"n":1,"v":2}                                         | receipt n=1.0 v=2.0
                    [{"n":1,"v":2}]                                       | receipt n=1.0 v=2.0
                    {"ts":"now","values":{"a":1}}                         | bad(now) a=1.0
                    {"ts":null,"values":{"a":1}}                          | bad(null) a=1.0
                    {"ts":1.5,"values":{"a":1}}                           | bad(1.5) a=1.0
                    {"ts":"2026-02-30T00:00:00Z","values":{"a":1}}        | bad(2026-02-30T00:00:00Z) a=1.0
                    {"ts":"2026-01-24T24:00:00Z","values":{"a":1}}        | bad(2026-01-24T24:00:00Z) a=1.0
                    {"ts":"2026-01-24T00:00:00","values":{"a":1}}         | bad(2026-01-24T00:00:00) a=1.0
                    {"ts":"2026-01-24T00:00Z","values":{"a":1}}           | bad(2026-01-24T00:00Z) a=1.0
                    {"ts":9223372036854775808,"values":{"a":1}}           | bad(9223372036854775808) a=1.0
                    {"ts":9223372036854775,"values":{"a":1}}              | bad(9223372036854775) a=1.0
                    {"values":{"a":NaN,"b":-Infinity,"c":"NaN","d":1e999}} | receipt a!NOT_FINITE b!NOT_FINITE c!NOT_FINITE d!NOT_FINITE
                    {"values":{"a":null,"b":"12","c":{},"d":[[1]],"e":7}} | receipt a!WRONG_TYPE b!WRONG_TYPE c!WRONG_TYPE d!WRONG_TYPE e=7.0
                    {"__proto__":{"x":1},"a":1}                           | receipt __proto__!WRONG_TYPE a=1.0
                    {}                                                    | shape
                    {"ts":1}                                              | shape
                    {"ts":1,"values":{}}                                  | shape
                    {"values":[1,2]}                                      | shape
                    {"ts":1,"ts":2,"values":{"a":1}}                      | shape
                    {"sensor":"a","sensor":"b","a":1}                     | shape
                    [1,{"a":1},[],"x",null]                               | shape; receipt a=1.0; shape; shape; shape
                    """)
    void readsEveryFormOfTheContract(String payload, String expected) throws Exception {
        assertThat(String.join("; ", decode(payload.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [{"n":"pm25","u":"ug/m3","v":35.2,"t":1769212800.123}]         | 1769212800123000 {}pm25=35.2
                    [{"bn":"a-7:","bt":1.7692128e9,"n":"a","v":1},{"n":"b","t":-1,"v":2}] | 1769212800000000 {a-7:}a=1.0; 1769212799000000 {a-7:}b=2.0
                    [{"n":"a","v":1}]                                             | receipt {}a=1.0
                    [{"n":"a","t":-5,"v":1}]                                      | 1769212795000000 {}a=1.0
                    [{"bn":"x","bv":10,"n":"a","v":1},{"n":"b","vb":true}]        | receipt {x}a=11.0; receipt {x}b=11.0
                    [{"bn":"x:","bt":1.7692128e9},{"n":"a","v":1}]                | 1769212800000000 {x:}a=1.0
                    [{"n":"a","vs":"on"}]                                         | receipt {}a!WRONG_TYPE
                    [{"n":"a","u":"V"}]                                           |
                    [{"n":"a","v":1,"new_":2}]                                    | shape
                    [{"n":"a","v":"1"}]                                           | receipt {}a!WRONG_TYPE
                    [{"bver":11,"n":"a","v":1}]                                   | shape
                    [{"n":"a","v":1,"vb":true}]                                   | shape
                    [{"bn":"x","bv":1e308,"n":"a","v":1e308}]                     | receipt {x}a!NOT_FINITE
                    [{"bn":"x","bv":NaN,"n":"a","v":1}]                           | receipt {x}a!NOT_FINITE
                    """)
    void readsSenml(String payload, String expected) throws Exception {
        assertThat(String.join("; ", decode(payload.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":",
                "{\"a\":1",
                "[{\"a\":1},{\"a\"",
                "{\"a\":1}}",
                "{\"a\":1} x",
                "{\"a\":1}{\"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":0x10}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1 /*c*/}",
                "hello",
                "{\"a\":1_000}"
            })
    void whatIsNotJsonIsMalformedAsAWhole(String payload) {
        assertRejected(payload.getBytes(StandardCharsets.UTF_8), RejectionReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "null", "true", "[]", "NaN"})
    void whatIsNoObjectHasTheWrongShape(String payload) {
        assertRejected(payload.getBytes(StandardCharsets.UTF_8), RejectionReason.WRONG_SHAPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE"})
    void otherEncodingsAreMalformed(String charset) {
        assertRejected("{\"a\":1}".getBytes(Charset.forName(charset)), RejectionReason.MALFORMED);
    }

    @Test
    void illFormedUtf8IsMalformed() {
        assertRejected(bytes('{', '"', 0xC0, 0xAF, '"', ':', '1', '}'), RejectionReason.MALFORMED);
        assertRejected(bytes('{', '"', 0xFF, '"', ':', '1', '}'), RejectionReason.MALFORMED);
        assertRejected(bytes('{', '"', 0, '"', ':', '1', '}'), RejectionReason.MALFORMED);
        assertRejected(bytes(0x1F, 0x8B, 8, 0, 0, 0, 0, 0), RejectionReason.MALFORMED);
    }

    @Test
    void aByteOrderMarkIsAccepted() throws Exception {
        assertThat(decode(("\uFEFF{\"a\":1}").getBytes(StandardCharsets.UTF_8)))
                .containsExactly("receipt a=1.0");
    }

    @Test
    void tooDeepIsMalformedAndTooLargeIsOversize() {
        assertRejected(ascii("[".repeat(100_000)), RejectionReason.MALFORMED);
        assertRejected(ascii("{\"a\":" + "9".repeat(10_000) + "}"), RejectionReason.MALFORMED);
        assertRejected(ascii(" ".repeat(MessageDecoder.MOST_BYTES + 1)), RejectionReason.OVERSIZE);
        String entries = "{\"a\":1},".repeat(MessageDecoder.MOST_ENTRIES);
        assertRejected(ascii("[" + entries + "{\"a\":1}]"), RejectionReason.OVERSIZE);
    }

    @Test
    void anArrayAsLongAsAllowedIsRead() throws Exception {
        String entries = "{\"a\":1},".repeat(MessageDecoder.MOST_ENTRIES - 1);
        assertThat(decode(ascii("[" + entries + "{\"a\":1}]")))
                .hasSize(MessageDecoder.MOST_ENTRIES);
    }

    @Test
    void anEntryKnowsItsBytes() throws Exception {
        String payload = "[ {\"a\":1} , {\"b\":\"é\"},[2] ]";
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        List<String> slices = new ArrayList<>();

        decoder.decode(
                bytes,
                RECEIVED,
                e ->
                        slices.add(
                                new String(
                                        bytes,
                                        e.from(),
                                        e.to() - e.from(),
                                        StandardCharsets.UTF_8)));

        assertThat(slices).containsExactly("{\"a\":1}", "{\"b\":\"é\"}", "[2]");
    }

    private void assertRejected(byte[] payload, RejectionReason reason) {
        assertThatThrownBy(() -> decode(payload))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private List<String> decode(byte[] payload) throws UndecodableException {
        List<String> entries = new ArrayList<>();
        decoder.decode(payload, RECEIVED, entry -> entries.add(describe(entry)));
        return entries;
    }

    private static String describe(Entry entry) {
        if (entry.shapeProblem() != null) {
            return "shape";
        }
        StringBuilder text =
                new StringBuilder(
                        switch (entry.time()) {
                            case OF_RECEIPT -> "receipt";
                            case GIVEN -> Long.toString(entry.timeMicros());
                            case BAD -> "bad(" + entry.timeText() + ")";
                        });
        if (entry.sensor() != null) {
            text.append(" @").append(entry.sensor());
        }
        for (int i = 0; i < entry.size(); i++) {
            text.append(' ');
            if (entry.isSenml()) {
                text.append('{').append(entry.senmlBaseName()).append('}');
            }
            text.append(entry.metric(i));
            text.append(
                    entry.kind(i) == ValueKind.NUMBER ? "=" + entry.value(i) : "!" + entry.kind(i));
        }
        return text.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
