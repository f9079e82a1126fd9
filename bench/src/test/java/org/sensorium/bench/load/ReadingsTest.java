package org.sensorium.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private static final long NOON = 1_769_212_800_000L;
    private static final List<Account> TWO =
            List.of(new Account("a", null), new Account("b", null));

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aSingleReadingIsAnObjectAtItsTime() throws IOException {
        Readings readings = Readings.ofSensors(TWO, 1, 0);

        JsonNode payload = payload(readings, 1, NOON, 7);

        assertThat(payload.path("ts").asLong()).isEqualTo(NOON);
        assertThat(payload.path("values").path("level").asDouble()).isBetween(20.0, 80.0);
    }

    @Test
    void theTopicAndThePacketIdAreWhereTheyBelong() {
        Readings readings = Readings.ofSensors(TWO, 1, 0);
        ByteBuffer out = ByteBuffer.allocate(1000);

        readings.write(1, NOON, 258, out);

        out.flip();
        assertThat(out.remaining())
                .isEqualTo(readings.frameBytes(1))
                .isEqualTo(Frames.lengthOf(out));
        Frames.skipHeader(out);
        byte[] topic = new byte[out.getShort()];
        out.get(topic);
        assertThat(new String(topic, StandardCharsets.UTF_8)).isEqualTo("readings/b");
        assertThat(out.getShort()).isEqualTo((short) 258);
    }

    @Test
    void theNewestOfManyHasTheIntendedTimeAndAnOddValue() throws IOException {
        Readings readings = Readings.ofSensors(TWO, 10, 0);

        JsonNode payload = payload(readings, 0, NOON, 1);

        assertThat(payload.size()).isEqualTo(10);
        assertThat(payload.path(9).path("ts").asLong()).isEqualTo(NOON);
        for (int i = 0; i < 10; i++) {
            long hundredths =
                    Math.round(100 * payload.path(i).path("values").path("level").asDouble());
            assertThat(hundredths % 2).isEqualTo(i == 9 ? 1 : 0);
        }
    }

    @Test
    void noSensorHasTwoReadingsAtOneTimeHoweverFastItGoes() throws IOException {
        Readings readings = Readings.ofSensors(TWO, 10, 0);
        Set<Long> times = new HashSet<>();

        for (int i = 0; i < 100; i++) {
            payload(readings, 0, NOON + i, 1).forEach(r -> times.add(r.path("ts").asLong()));
        }

        assertThat(times).hasSize(1000);
    }

    @Test
    void gatewaysSpeakForEverySensorInTurnAndForNoneTwiceAtOneTime() throws IOException {
        Readings readings = Readings.ofGateways(TWO, "s", 3, 7, 5);
        Set<String> ids = new HashSet<>();
        List<String> moments = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            for (int gateway = 0; gateway < 2; gateway++) {
                for (JsonNode reading : payload(readings, gateway, NOON + i, 1)) {
                    String id = reading.path("sensor").asText();
                    assertThat(Integer.parseInt(id.substring(1)) % 2).isEqualTo(gateway);
                    ids.add(id);
                    moments.add(id + "@" + reading.path("ts").asLong());
                }
            }
        }

        assertThat(ids).hasSize(7);
        assertThat(moments).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void oneMessageOfSoManyIsAboveTheBound() throws IOException {
        Readings readings = Readings.ofSensors(TWO, 1, 3);
        int above = 0;

        for (int i = 0; i < 30; i++) {
            JsonNode payload = payload(readings, i % 2, NOON + i, 1);
            above += payload.path("values").path("level").asDouble() > Readings.ALERT_ABOVE ? 1 : 0;
        }

        assertThat(above).isEqualTo(10);
        assertThat(readings.alerts()).isEqualTo(10);
    }

    private JsonNode payload(Readings readings, int connection, long millis, int packetId)
            throws IOException {
        ByteBuffer out = ByteBuffer.allocate(10_000);
        readings.write(connection, millis, packetId, out);
        out.flip();
        Frames.skipHeader(out);
        out.position(out.position() + Short.BYTES + out.getShort(out.position()));
        out.getShort();
        out.get();
        byte[] payload = new byte[out.remaining()];
        out.get(payload);
        return json.readTree(payload);
    }
}
