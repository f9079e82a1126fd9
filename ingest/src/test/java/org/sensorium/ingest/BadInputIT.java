package org.sensorium.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every payload of {@code corpus/payloads.tsv}, each from a sensor of its own, between good
 * readings of that sensor and of a neighbour: each bad one has exactly its reason, each good one is
 * stored, nobody's connection drops, the gateway stays the same and its memory does not grow.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputIT {
    private static final Duration RETENTION = Duration.ofDays(3650);
    private static final String NEIGHBOUR = "neighbour";
    private static final int MQTT_5 = 5;
    private static final int ROUNDS = 4;
    private static final long BEARABLE_GROWTH_BYTES = 12L * 1024 * 1024;

    @TempDir static Path home;
    private static final List<Case> CASES = new ArrayList<>();
    private static TestGateway gateway;
    private static TestClient neighbour;
    private static String neighboursSecret;
    private static long rounds;
    private static long neighboursReadings;

    /** One line of the corpus and the sensor that sends it. */
    private record Case(Corpus.Row row, String sensor, String account, String secret) {
        String topic() {
            return row.get("by").equals("gateway")
                    ? "gateways/" + account + "/readings"
                    : "readings/" + account;
        }

        byte[] payload(Instant now) {
            return new Recipe(sensor, secret, now).bytes(row.get("payload"));
        }

        @Override
        public String toString() {
            return row.toString();
        }
    }

    @BeforeAll
    static void sendEverything() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        gateway = new TestGateway(home, RETENTION);
        await().until(gateway::isReady);
        register();
        Case last = CASES.get(CASES.size() - 1);
        await().ignoreExceptions()
                .until(
                        () -> {
                            RawClient.signedIn(gateway.port, MQTT_5, last.account(), last.secret())
                                    .close();
                            return true;
                        });
        neighbour = new TestClient(gateway.url(), NEIGHBOUR, neighboursSecret);
        sendRound();
    }

    @AfterAll
    static void stop() throws Exception {
        neighbour.close();
        gateway.close();
        assertThat(gateway.fatal).isEmpty();
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("cases")
    void eachCaseHasItsReasonAndWhatIsGoodInItIsStored(Case bad) {
        assertThat(stored(bad)).isEqualTo(bad.row().get("stored"));
        assertThat(rejected(bad)).isEqualTo(bad.row().get("rejected"));
    }

    @Order(2)
    @Test
    void againAndAgainMemoryDoesNotGrow() throws Exception {
        long corpus = CASES.stream().mapToLong(c -> c.payload(Instant.now()).length).sum();
        assertThat(corpus * (ROUNDS - 1))
                .as("what would leak")
                .isGreaterThan(2 * BEARABLE_GROWTH_BYTES);
        long before = usedBytes();

        for (int i = 1; i < ROUNDS; i++) {
            sendRound();
        }

        await().until(() -> usedBytes() < before + BEARABLE_GROWTH_BYTES);
        for (Case bad : CASES) {
            assertThat(kinds(rejected(bad)))
                    .as(bad.toString())
                    .isEqualTo(kinds(bad.row().get("rejected")));
        }
    }

    @Order(3)
    @Test
    void theGatewayIsStillTheSame() {
        assertThat(gateway.fatal).isEmpty();
        assertThat(gateway.isReady()).isTrue();
        assertThat(gateway.meters.counter("sensorium.receive.sessions.lost").count()).isZero();
        assertThat(neighbour.isConnected()).isTrue();
    }

    static List<Case> cases() {
        return CASES;
    }

    private static void register() throws Exception {
        neighboursSecret = gateway.register(NEIGHBOUR, null);
        int line = 1;
        for (Corpus.Row row : Corpus.read("payloads")) {
            String sensor = "case-" + row.number() + "-line-" + ++line;
            boolean behindGateway = row.get("by").equals("gateway");
            String account = behindGateway ? "gw-" + sensor : sensor;
            String secret = gateway.register(account, null);
            if (behindGateway) {
                gateway.register(sensor, account);
            }
            CASES.add(new Case(row, sensor, account, secret));
        }
        gateway.addMetric("any");
        gateway.addMetric("good");
    }

    /** Sends each case between good readings, which all have to arrive. */
    private static void sendRound() throws Exception {
        long base = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
        for (Case bad : CASES) {
            String good = good(base + neighboursReadings++);
            assertThat(neighbour.publish("readings/" + NEIGHBOUR, good)).isZero();
            try (RawClient client =
                    RawClient.signedIn(gateway.port, MQTT_5, bad.account(), bad.secret())) {
                send(client, "readings/" + bad.account(), good(base).getBytes(UTF_8));
                send(client, bad.topic(), bad.payload(Instant.now()));
                send(client, "readings/" + bad.account(), good(base + 1).getBytes(UTF_8));
            }
        }
        rounds++;
        await().until(() -> goodReadings() == neighboursReadings + 2 * rounds * CASES.size());
        assertThat(neighbour.isConnected()).isTrue();
    }

    private static void send(RawClient client, String topic, byte[] payload) throws IOException {
        assertThat(client.publish(topic, payload)).as(topic).isEqualTo("PUBACK 0x00");
    }

    private static String good(long ts) {
        return "{\"ts\":" + ts + ",\"good\":1}";
    }

    private static long goodReadings() {
        return Long.parseLong(
                gateway.text("select count(*) from sensorium.readings where metric = 'good'"));
    }

    /** As the column {@code stored}: by time and metric, with the time where the column has one. */
    private static String stored(Case bad) {
        boolean timed = bad.row().get("stored").contains("@");
        return gateway.text(
                "select coalesce(string_agg(metric || '=' || value || at, ' ' order by time, metric),"
                        + " '-') from (select *, "
                        + (timed ? "'@' || time at time zone 'UTC'" : "''")
                        + " as at from sensorium.readings where sensor_id = '"
                        + bad.sensor()
                        + "' and metric <> 'good') r");
    }

    /** As the column {@code rejected}: reasons in the order of the alphabet, with how often. */
    private static String rejected(Case bad) {
        return gateway.text(
                "select coalesce(string_agg(reason || case when n > 1 then '×' || n else '' end, ' '"
                        + " order by reason), '-') from (select reason, sum(count) n from"
                        + " sensorium.dead_letters where topic = '"
                        + bad.topic()
                        + "' group by reason) r");
    }

    private static String kinds(String rejected) {
        return rejected.replaceAll("×\\d+", "");
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
