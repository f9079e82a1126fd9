package org.sensorium.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.registry.credentials.SensorSecret;

/** Rights that change while somebody is connected, and what is told of those who try more. */
class AccessIT {
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int RATE_EXCEEDED = 0x9F;
    private static final String PASSWORD = "rain-on-the-roof-7";
    private static final String ALERT = "alerts/water/centre/major/threshold/w-1";

    @TempDir static Path home;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        gateway = new TestGateway(home);
        await().until(gateway::isReady);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        assertThat(gateway.fatal).isEmpty();
    }

    @Test
    void whoLeavesADepartmentHearsItsAlertsNoMore() throws Exception {
        gateway.operator("ana", PASSWORD);
        try (TestClient job = connect("_job", TestGateway.JOB_PASSWORD)) {
            try (TestClient ana = connect("ana", PASSWORD).acknowledging()) {
                assertThat(ana.subscribe("alerts/water/#")).isEqualTo(1);
                assertThat(job.publish(ALERT, "first")).isZero();
                await().until(() -> ana.received.contains(ALERT + " first"));

                gateway.execute(
                        "update store.users set departments = '{parks}' where user_name = 'ana'");
                await().until(() -> ana.subscribe("alerts/parks/#") == 1);
                assertThat(job.publish(ALERT, "second")).isZero();
                assertThat(job.publish("alerts/parks/centre/major/threshold/p-1", "third"))
                        .isZero();
                await().until(() -> ana.received.toString().contains("third"));
                assertThat(ana.received.toString()).doesNotContain("second");
            }
            // Nor what was queued for a session that she left behind.
            assertThat(job.publish(ALERT, "fourth")).isZero();
            assertThat(job.publish("alerts/parks/centre/major/threshold/p-1", "fifth")).isZero();
            try (TestClient again = connect("ana", PASSWORD).acknowledging()) {
                await().until(() -> again.received.toString().contains("fifth"));
                assertThat(again.received.toString()).doesNotContain("fourth");
            }
        }
        assertThat(gateway.meters.counter("sensorium.broker.deliveries.refused").count())
                .isGreaterThanOrEqualTo(2);
        assertThat(gateway.meters.get("sensorium.broker.messages.dropped").gauge().value())
                .isZero();
    }

    @Test
    void theTokenOfASessionOpensWhileTheSessionLasts() throws Exception {
        String token = "the-page-signs-in-with-what-the-console-gave";
        String ours = token.substring(0, 43);
        gateway.operator("tara", PASSWORD);
        gateway.execute(
                ("insert into store.sessions (token_hash, user_name, expires_at) values"
                                + " (sha256('%s'), 'tara', now() + interval '1 hour')")
                        .formatted(ours));
        try (TestClient tara = connect("tara", ours)) {
            assertThat(tara.subscribe("alerts/water/#")).isEqualTo(1);
            assertThat(tara.subscribe("alerts/parks/#")).isEqualTo(NOT_AUTHORIZED);
        }
        gateway.execute("delete from store.sessions where user_name = 'tara'");
        assertThatThrownBy(() -> new TestClient(gateway.url(), "tara", ours))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void newCredentialsEndTheSessionOfTheOldOnesUnderLoad() throws Exception {
        String before = gateway.register("rot-1", null);
        SensorSecret after = SensorSecret.generate();
        long acknowledged = 0;
        try (TestClient sensor = connect("rot-1", before)) {
            for (int i = 0; i < 200; i++) {
                assertThat(sensor.publish("readings/rot-1", reading(i))).isZero();
                acknowledged++;
            }
            rotate("rot-1", after);
            try {
                // Until it is refused or cut off; what was acknowledged until then counts.
                while (sensor.isConnected()
                        && sensor.publish("readings/rot-1", reading(acknowledged)) == 0) {
                    acknowledged++;
                }
            } catch (MqttException e) {
                assertThat(sensor.isConnected()).isFalse();
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> !sensor.isConnected());
        }
        assertThatThrownBy(() -> new TestClient(gateway.url(), "rot-1", before))
                .isInstanceOf(MqttException.class);
        try (TestClient sensor = connect("rot-1", after.text())) {
            assertThat(sensor.publish("readings/rot-1", reading(acknowledged))).isZero();
        }
        String stored = Long.toString(acknowledged + 1);
        await().until(
                        () ->
                                gateway.text(
                                                "select count(*) from sensorium.readings"
                                                        + " where sensor_id = 'rot-1'")
                                        .equals(stored));
    }

    @Test
    void aTopicScanIsCountedAndStandsInTheAuditLog() throws Exception {
        double before = gateway.meters.counter("sensorium.broker.topic.scans").count();
        try (TestClient scanner = connect("scan-1", gateway.register("scan-1", null))) {
            for (int i = 0; i < 20; i++) {
                assertThat(scanner.publish("readings/victim-" + i, "{\"pm25\":1}"))
                        .isEqualTo(NOT_AUTHORIZED);
                assertThat(scanner.subscribe("rejected/victim-" + i)).isEqualTo(NOT_AUTHORIZED);
            }
        }
        assertThat(gateway.meters.counter("sensorium.broker.topic.scans").count() - before)
                .isEqualTo(4);
        assertThat(
                        gateway.meters
                                .counter("sensorium.broker.publishes.refused", "cause", "topic")
                                .count())
                .isGreaterThanOrEqualTo(20);
        await().until(
                        () ->
                                gateway.text(
                                                "select string_agg(action, ',' order by action) from"
                                                        + " sensorium.audit_log"
                                                        + " where actor = 'scan-1'")
                                        .equals(
                                                "publish.refused,subscription.refused,"
                                                        + "topics.scanned"));
        assertThat(
                        gateway.text(
                                "select subject || ' ' || (detail->>'from')"
                                        + " from sensorium.audit_log"
                                        + " where action = 'publish.refused'"
                                        + " and actor = 'scan-1'"))
                .isEqualTo("readings/victim-0 127.0.0.1");
    }

    @Test
    void aRefusedSignInAndAnotherClientIdStandInTheAuditLog() throws Exception {
        String secret = gateway.register("watched-1", null);
        connect("watched-1", secret).close();
        assertThatThrownBy(() -> new TestClient(gateway.url(), "watched-1", "wrong"))
                .isInstanceOf(MqttException.class);
        new TestClient(gateway.url(), "another-device", "watched-1", secret).close();

        await().until(
                        () ->
                                gateway.text(
                                                "select string_agg(action, ',' order by action) from"
                                                        + " sensorium.audit_log"
                                                        + " where actor = 'watched-1'")
                                        .equals("client.changed,signin.refused"));
    }

    @Test
    void whoGuessesAPasswordHasToWaitAndNobodyElseHas() throws Exception {
        gateway.operator("bert", PASSWORD);
        String secret = gateway.register("patient-1", null);
        connect("bert", PASSWORD).close();
        for (int i = 0; i < 5; i++) {
            assertThat(codeOf("bert", "guess")).isEqualTo(NOT_AUTHORIZED);
        }
        double refused = gateway.meters.counter("sensorium.broker.signins.refused").count();
        assertThat(codeOf("bert", PASSWORD)).isEqualTo(RATE_EXCEEDED);
        assertThat(gateway.meters.counter("sensorium.broker.signins.refused").count())
                .isEqualTo(refused + 1);

        connect("patient-1", secret).close();
        new TestClient(gateway.url(), "admin", TestGateway.ADMIN_PASSWORD).close();
    }

    private static int codeOf(String user, String password) {
        try {
            new TestClient(gateway.url(), user, password).close();
            return 0;
        } catch (MqttException e) {
            return e.getReasonCode();
        }
    }

    private static String reading(long number) {
        return "{\"ts\":" + number + ",\"pm25\":1}";
    }

    private static void rotate(String sensor, SensorSecret secret) throws SQLException {
        try (Connection connection = gateway.database.connect();
                PreparedStatement update =
                        connection.prepareStatement(
                                "update store.sensors set secret_salt = ?, secret_hash = ?"
                                        + " where sensor_id = ?")) {
            update.setBytes(1, secret.salt());
            update.setBytes(2, secret.hash());
            update.setString(3, sensor);
            update.executeUpdate();
        }
    }

    private static TestClient connect(String user, String secret) {
        TestClient[] client = new TestClient[1];
        await().ignoreExceptions()
                .until(
                        () -> {
                            client[0] = new TestClient(gateway.url(), user, secret);
                            return true;
                        });
        return client[0];
    }
}
