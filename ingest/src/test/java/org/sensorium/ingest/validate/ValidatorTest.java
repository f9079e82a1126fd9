package org.sensorium.ingest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sensorium.ingest.decode.MessageDecoder;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.Metric;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.RejectionReason;
import org.sensorium.model.Sensor;

/** What the registry makes of each reading. */
class ValidatorTest {
    private static final long RECEIVED = 1_769_212_800_000_000L;
    private static final Map<String, Metric> METRICS =
            Map.of(
                    "pm25", new Metric((short) 1, "pm25", "ug/m3", 0, 1000, null),
                    "noise", new Metric((short) 2, "noise", "dB", 0, 200, null));
    private static final Map<String, Sensor> REGISTERED =
            Map.of(
                    "a-7", sensor(7, "a-7", null, false),
                    "b-1", sensor(8, "b-1", "gw-1", false),
                    "old", sensor(9, "old", null, true));

    private final ReadingBatch batch = new ReadingBatch();
    private final List<DeadLetter> letters = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    readings/a-7           | {"pm25":1,"noise":2}                       | 7.1=1.0 7.2=2.0
                    readings/a-7           | {"pm25":-1,"noise":2}                      | 7.2=2.0 pm25:out_of_range
                    readings/a-7           | {"pm25":1001}                              | pm25:out_of_range
                    readings/a-7           | {"humidity":1}                             | humidity:unknown_metric
                    readings/a-7           | {"pm25":"1"}                               | pm25:wrong_type
                    readings/a-7           | {"pm25":NaN,"noise":1e999}                 | pm25:not_finite noise:not_finite
                    readings/a-7           | {"ts":"noon","pm25":1}                     | pm25:bad_timestamp
                    readings/a-7           | {"ts":1769213100000,"pm25":1}              | 7.1=1.0
                    readings/a-7           | {"ts":1769213100001,"pm25":1}              | pm25:future
                    readings/a-7           | {"ts":0,"pm25":1}                          | 7.1=1.0
                    readings/a-7           | {"sensor":"a-7","pm25":1}                  | 7.1=1.0
                    readings/a-7           | {"sensor":"b-1","pm25":1}                  | pm25:identity_mismatch
                    readings/a-7           | {"sensor":7,"pm25":1}                      | pm25:identity_mismatch
                    readings/a-7           | [{"pm25":1},5,{"pm25":2}]                  | 7.1=1.0 7.1=2.0 null:wrong_shape
                    readings/nobody        | {"pm25":1}                                 | pm25:unregistered
                    readings/old           | {"pm25":1}                                 | pm25:unregistered
                    readings/a-7/x         | {"pm25":1}                                 | pm25:unregistered
                    gateways/gw-1/readings | {"sensor":"b-1","pm25":1}                  | 8.1=1.0
                    gateways/gw-1/readings | {"pm25":1}                                 | null:wrong_shape
                    gateways/gw-1/readings | {"sensor":"a-7","pm25":1}                  | pm25:identity_mismatch
                    gateways/gw-1/readings | {"sensor":"nobody","pm25":1}               | pm25:unregistered
                    gateways/gw-1/readings | [{"bn":"b-1/","n":"pm25","v":3}]           | 8.1=3.0
                    readings/a-7           | [{"n":"pm25","v":3}]                       | 7.1=3.0
                    readings/a-7           | [{"bn":"pm","n":"25","v":3}]               | 7.1=3.0
                    readings/a-7           | [{"bn":"pm25","v":3}]                      | 7.1=3.0
                    readings/a-7           | [{"bn":"a-7:","n":"pm25","v":3}]           | 7.1=3.0
                    readings/a-7           | [{"bn":"urn:dev:mac:00:","n":"pm25","v":3}] | 7.1=3.0
                    readings/a-7           | [{"bn":"b-1:","n":"pm25","v":3}]           | pm25:identity_mismatch
                    readings/a-7           | [{"bn":"x:","n":"y","v":3}]                | y:unknown_metric
                    elsewhere              | {"pm25":1}                                 | null:unregistered
                    """)
    void judgesReadingByReading(String topic, String payload, String expected) throws Exception {
        judge(null, topic, payload);

        assertThat(outcome()).isEqualTo(expected);
    }

    @Test
    void withRetentionAReadingCanBeTooOld() throws Exception {
        judge(Duration.ofDays(1), "readings/a-7", "{\"ts\":1769126400000,\"pm25\":1}");
        judge(Duration.ofDays(1), "readings/a-7", "{\"ts\":1769126399999,\"pm25\":1}");

        assertThat(outcome()).isEqualTo("7.1=1.0 pm25:too_old");
    }

    @Test
    void withoutATimeTheReceiptCounts() throws Exception {
        judge(null, "readings/a-7", "{\"pm25\":1}");

        assertThat(batch.timeMicros(0)).isEqualTo(RECEIVED);
    }

    @Test
    void aDeadLetterHasTheBytesOfItsEntryAndSaysWhy() throws Exception {
        judge(null, "readings/a-7", "[{\"pm25\":1}, {\"pm25\":5000}]");

        DeadLetter letter = letters.get(0);
        assertThat(new String(letter.payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"pm25\":5000}");
        assertThat(letter.detail()).contains("pm25", "a-7", "5000.0", "0.0…1000.0 ug/m3");
        assertThat(letter.sensorId()).isEqualTo("a-7");
    }

    @Test
    void countlessWrongReadingsInOneEntryShareTheirLettersBeyondABound() throws Exception {
        StringBuilder payload = new StringBuilder("{");
        for (int i = 0; i < 60_000; i++) {
            payload.append("\"m").append(i).append("\":").append(i % 2 == 0 ? "1," : "\"\",");
        }
        payload.append("\"pm25\":5000,\"noise\":60}");

        judge(null, "readings/a-7", payload.toString());

        assertThat(batch.size()).isEqualTo(1);
        assertThat(letters.stream().mapToLong(l -> l.payload().length).sum())
                .isLessThan(Letters.MOST_BYTES + 2L * payload.length());
        assertThat(letters).extracting(DeadLetter::reason).contains(RejectionReason.OUT_OF_RANGE);
        assertThat(letters.get(letters.size() - 1).detail()).startsWith("this and what else");
    }

    @Test
    void tenThousandRejectedEntriesHaveALetterEach() throws Exception {
        judge(null, "readings/a-7", "[{\"pm25\":-1}" + ",{\"pm25\":-1}".repeat(9_999) + "]");

        assertThat(letters).hasSize(10_000).extracting(DeadLetter::metric).containsOnly("pm25");
    }

    @Test
    void whatCanBeNobodysIdIsNotKeptAsOne() throws Exception {
        judge(
                null,
                "gateways/gw-1/readings",
                "{\"sensor\":\"" + "x".repeat(9_000) + "\",\"pm25\":1}");

        assertThat(letters.get(0).reason()).isEqualTo(RejectionReason.UNREGISTERED);
        assertThat(letters.get(0).sensorId()).isNull();
        assertThat(letters.get(0).detail()).hasSizeLessThan(200);
    }

    private void judge(Duration retention, String topic, String payload) throws Exception {
        Validator validator = new Validator(REGISTERED::get, retention, batch, letters);
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        validator.begin(topic, bytes, RECEIVED);
        new MessageDecoder().decode(bytes, RECEIVED, validator);
    }

    private String outcome() {
        List<String> outcome = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            outcome.add(batch.sensorKey(i) + "." + batch.metricKey(i) + "=" + batch.value(i));
        }
        letters.forEach(l -> outcome.add(l.metric() + ":" + l.reason().code()));
        return String.join(" ", outcome);
    }

    private static Sensor sensor(int key, String id, String gateway, boolean retired) {
        return new Sensor(
                key, id, "air_quality", "city", "centre", null, gateway, METRICS, retired);
    }
}
