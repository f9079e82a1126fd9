package org.sensorium.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of {@code corpus/protocol.tsv} on a connection of its own, byte by byte, while a
 * neighbour publishes good readings: each is answered as written, and the neighbour notices
 * nothing.
 */
class ProtocolCorpusIT {
    private static final int MQTT_5 = 5;
    private static final String SENSOR = "protocol";
    private static final String NEIGHBOUR = "neighbour";
    private static final String ALIVE = "alive";
    private static final String TAKEN = "PUBACK 0x00";
    private static final int HUNDREDS = 300;

    /** On its way to him, and then waiting for him. */
    private static final int MORE_THAN_A_QUEUE_HOLDS = 8_000;

    private static final byte[] PINGREQ = {(byte) 0xC0, 0};

    @TempDir static Path home;
    private static TestGateway gateway;
    private static TestClient neighbour;
    private static String secret;
    private static long good;

    @BeforeAll
    static void start() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        gateway = new TestGateway(home);
        await().until(gateway::isReady);
        secret = gateway.register(SENSOR, null);
        String neighboursSecret = gateway.register(NEIGHBOUR, null);
        gateway.addMetric("any");
        await().ignoreExceptions()
                .until(
                        () -> {
                            signIn("first").close();
                            return true;
                        });
        neighbour = new TestClient(gateway.url(), NEIGHBOUR, neighboursSecret);
    }

    @AfterAll
    static void allIsWell() throws Exception {
        await().until(() -> count(NEIGHBOUR) == good);
        assertThat(neighbour.isConnected()).isTrue();
        assertThat(gateway.isReady()).isTrue();
        assertThat(gateway.meters.counter("sensorium.receive.sessions.lost").count()).isZero();
        neighbour.close();
        gateway.close();
        assertThat(gateway.fatal).isEmpty();
    }

    /** At the same time, as the broker waits ten seconds for some of them to go on. */
    @ParameterizedTest
    @MethodSource("strangers")
    @Execution(ExecutionMode.CONCURRENT)
    void whoNeverSignsInIsClosed(Corpus.Row line) throws Exception {
        isAnsweredAsWritten(line);
    }

    @ParameterizedTest
    @MethodSource("others")
    void eachLineIsAnsweredAsWritten(Corpus.Row line) throws Exception {
        isAnsweredAsWritten(line);
    }

    private static void isAnsweredAsWritten(Corpus.Row line) throws Exception {
        neighbourPublishes();
        try (RawClient client = client(line.get("as"))) {
            client.send(recipe(line.get("sends")));

            assertThat(answers(client, line.get("answers"))).isEqualTo(line.get("answers"));
        }
        neighbourPublishes();
    }

    @Test
    void hundredsOfConnectionsOfNoiseDisturbNobody() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < HUNDREDS; i++) {
            RawClient client = new RawClient(gateway.port, MQTT_5);
            clients.add(client);
            client.send(recipe("«noise " + (i + 1) + "»"));
        }
        neighbourPublishes();
        for (RawClient client : clients) {
            client.close();
        }
        neighbourPublishes();
    }

    @Test
    void aSensorThatFlapsDisturbsNobody() throws Exception {
        long before = count(SENSOR);
        String will =
                "«packet 10 «str MQTT»«hex 05 CE 003C 00»«str flapping»«hex 00»«str readings/«me»»"
                        + "«str {\"ts\":%d,\"any\":1}»«str «me»»«str «secret»»»";
        for (int i = 0; i < HUNDREDS; i++) {
            try (RawClient client = new RawClient(gateway.port, MQTT_5)) {
                client.send(recipe(will.formatted(i)));
                assertThat(client.answer()).isEqualTo("CONNACK 0x00");
            }
        }
        neighbourPublishes();
        await().until(() -> count(SENSOR) == before + HUNDREDS);
    }

    @Test
    void aClientIdOnTwoHostsIsHeldByTheLast() throws Exception {
        try (RawClient first = signIn("both");
                RawClient second = signIn("both")) {
            assertThat(answers(first, RawClient.CLOSED)).isEqualTo("DISCONNECT 0x8E, closed");
            assertThat(second.isAlive()).isTrue();
        }
        neighbourPublishes();
    }

    @Test
    void whoHasMoreInFlightThanAllowedIsCutOff() throws Exception {
        try (RawClient client = signIn("in-flight")) {
            for (int id = 1; id <= 1001; id++) {
                client.send(
                        recipe(
                                "«packet 34 «str readings/«me»»«hex %04X 00»{\"any\":1}»"
                                        .formatted(id)));
            }

            assertThat(answers(client, RawClient.CLOSED)).endsWith("DISCONNECT 0x93, closed");
        }
        neighbourPublishes();
    }

    @Test
    void nothingOfASensorIsRetained() throws Exception {
        try (RawClient client = signIn("retaining")) {
            client.send(recipe("«packet 33 «str readings/«me»»«hex 0001 00»{\"any\":2}»"));
            assertThat(client.answer()).isEqualTo(TAKEN);
        }
        try (RawClient late =
                RawClient.signedIn(
                        gateway.port, MQTT_5, "_gateway", TestGateway.GATEWAY_PASSWORD)) {
            late.send(recipe("«packet 82 «hex 0005 00»«str readings/+»«hex 01»»"));

            String expected = "SUBACK 0x01, alive";
            assertThat(answers(late, expected)).isEqualTo(expected);
        }
    }

    @Test
    void whoDoesNotReadHisAlertsLosesOnlyHisOwn() throws Exception {
        try (RawClient idle = client("user");
                TestClient job = new TestClient(gateway.url(), "_job", TestGateway.JOB_PASSWORD)) {
            idle.send(recipe("«packet 82 «hex 0005 00»«str alerts/water/#»«hex 01»»"));
            assertThat(idle.answer()).isEqualTo("SUBACK 0x01");

            List<Integer> codes =
                    job.publishAll(
                            "alerts/water/centre/major/threshold/x",
                            MORE_THAN_A_QUEUE_HOLDS,
                            i -> "{\"id\":\"" + i + "x".repeat(1000) + "\"}");

            assertThat(codes).containsOnly(0);
            neighbourPublishes();
            await().until(
                            () ->
                                    gateway.meters
                                                    .get("sensorium.broker.messages.dropped")
                                                    .gauge()
                                                    .value()
                                            > 0);
        }
        neighbourPublishes();
    }

    private static boolean isStranger(Corpus.Row line) {
        return line.get("as").equals("nobody") && line.get("answers").equals(RawClient.CLOSED);
    }

    static List<Corpus.Row> strangers() throws IOException {
        return Corpus.read("protocol").stream().filter(ProtocolCorpusIT::isStranger).toList();
    }

    static List<Corpus.Row> others() throws IOException {
        return Corpus.read("protocol").stream()
                .filter(line -> !line.get("as").equals("not sent") && !isStranger(line))
                .toList();
    }

    private static RawClient client(String as) throws IOException {
        return switch (as) {
            case "nobody" -> new RawClient(gateway.port, MQTT_5);
            case "sensor" -> signIn(SENSOR);
            case "sensor 3.1.1" -> RawClient.signedIn(gateway.port, 4, SENSOR, secret);
            case "user" ->
                    RawClient.signedIn(gateway.port, MQTT_5, "admin", TestGateway.ADMIN_PASSWORD);
            default -> throw new IllegalArgumentException(as);
        };
    }

    private static RawClient signIn(String clientId) throws IOException {
        RawClient client = new RawClient(gateway.port, MQTT_5);
        client.send(
                recipe(
                        "«packet 10 «str MQTT»«hex 05 C2 003C 00»«str "
                                + clientId
                                + "»«str «me»»«str «secret»»»"));
        String answer = client.answer();
        if (!answer.equals("CONNACK 0x00")) {
            client.close();
            throw new IOException(answer);
        }
        return client;
    }

    private static byte[] recipe(String line) {
        return new Recipe(SENSOR, secret, Instant.now()).bytes(line);
    }

    /**
     * All answers until it is closed or, where it is to stay open, until a ping is answered that is
     * sent after as many answers as are expected: the broker may overtake itself.
     */
    private static String answers(RawClient client, String expected) throws IOException {
        List<String> answers = new ArrayList<>();
        if (expected.endsWith(ALIVE)) {
            int before = expectedAnswers(expected) - 1;
            while (answers.size() < before && isOpen(answers)) {
                answers.add(client.answer());
            }
            client.send(PINGREQ);
        }
        do {
            answers.add(client.answer().replace("PINGRESP", ALIVE));
        } while (isOpen(answers) && !answers.get(answers.size() - 1).equals(ALIVE));
        return shortened(answers);
    }

    private static int expectedAnswers(String expected) {
        int answers = 0;
        for (String answer : expected.split(", ")) {
            int times = answer.indexOf('×');
            answers += times < 0 ? 1 : Integer.parseInt(answer.substring(times + 1));
        }
        return answers;
    }

    private static boolean isOpen(List<String> answers) {
        String last = answers.isEmpty() ? "" : answers.get(answers.size() - 1);
        return !last.equals(RawClient.CLOSED) && !last.equals(RawClient.SILENT);
    }

    private static String shortened(List<String> answers) {
        List<String> words = new ArrayList<>();
        for (int from = 0, to; from < answers.size(); from = to) {
            to = from;
            while (to < answers.size() && answers.get(to).equals(answers.get(from))) {
                to++;
            }
            words.add(answers.get(from) + (to - from > 1 ? "×" + (to - from) : ""));
        }
        return String.join(", ", words);
    }

    private static synchronized void neighbourPublishes() throws Exception {
        assertThat(neighbour.publish("readings/" + NEIGHBOUR, reading(good++))).isZero();
        assertThat(neighbour.isConnected()).isTrue();
    }

    private static byte[] reading(long ts) {
        return ("{\"ts\":" + ts + ",\"any\":1}").getBytes(UTF_8);
    }

    private static long count(String sensor) {
        return Long.parseLong(
                gateway.text(
                        "select count(*) from sensorium.readings where sensor_id = '"
                                + sensor
                                + "'"));
    }
}
