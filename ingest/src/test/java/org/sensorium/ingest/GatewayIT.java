package org.sensorium.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as its sensors see it: a real broker, a real TimescaleDB, ordinary clients. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class GatewayIT {
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int QUOTA_EXCEEDED = 0x97;

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
    void aReadingIsStoredAndARejectedOneIsADeadLetterAndANotice() throws Exception {
        String secret = gateway.register("a-1", null);
        try (TestClient sensor = connect("a-1", secret)) {
            assertThat(sensor.subscribe("rejected/a-1")).isEqualTo(1);

            assertThat(sensor.publish("readings/a-1", "{\"ts\":1769212800123,\"pm25\":35.2}"))
                    .isZero();
            assertThat(
                            sensor.publish(
                                    "readings/a-1",
                                    "[{\"pm25\":1e6},{\"ts\":1769212800124,\"pm25\":36}]"))
                    .isZero();

            await().until(() -> count("readings", "a-1") == 2 && count("dead_letters", "a-1") == 1);
            await().until(() -> !sensor.received.isEmpty());
            assertThat(sensor.received.get(0))
                    .startsWith("rejected/a-1 ")
                    .contains("\"reason\":\"out_of_range\"", "\"metric\":\"pm25\"");
        }
        await().until(
                        () ->
                                !gateway.text(
                                                "select last_seen from sensorium.sensors"
                                                        + " where sensor_id = 'a-1'")
                                        .isEmpty());
    }

    @Test
    void aForeignTopicIsRefusedAndNothingOfItIsStored() throws Exception {
        String secret = gateway.register("b-1", null);
        gateway.register("b-2", null);
        try (TestClient sensor = connect("b-1", secret)) {
            assertThat(sensor.publish("readings/b-2", "{\"pm25\":1}")).isEqualTo(NOT_AUTHORIZED);
            assertThat(sensor.subscribe("rejected/b-2")).isEqualTo(NOT_AUTHORIZED);
            assertThat(sensor.subscribe("#")).isEqualTo(NOT_AUTHORIZED);
            assertThat(sensor.publish("readings/b-1", "{\"pm25\":1}")).isZero();
        }
        await().until(() -> count("readings", "b-1") == 1);
        assertThat(count("readings", "b-2")).isZero();
    }

    @Test
    void nobodyComesInWithoutTheRightPassword() throws Exception {
        String secret = gateway.register("c-1", null);
        connect("c-1", secret).close();

        assertThatThrownBy(() -> new TestClient(gateway.url(), "c-1", "wrong"))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> new TestClient(gateway.url(), "nobody", secret))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> new TestClient(gateway.url(), "", ""))
                .isInstanceOf(MqttException.class);
        new TestClient(gateway.url(), "admin", TestGateway.ADMIN_PASSWORD).close();
    }

    @Test
    void aStampCannotBeForged() throws Exception {
        String secret = gateway.register("d-1", null);
        try (TestClient sensor = connect("d-1", secret)) {
            sensor.publish(
                    "readings/d-1", "{\"pm25\":1}", new UserProperty("received-at", "1000000"));
        }
        await().until(() -> count("readings", "d-1") == 1);
        assertThat(
                        gateway.text(
                                "select time > now() - interval '1 hour' from sensorium.readings"
                                        + " where sensor_id = 'd-1'"))
                .isEqualTo("t");
    }

    @Test
    void aGatewayDeviceSpeaksForTheSensorsBehindItAndForNoOthers() throws Exception {
        String secret = gateway.register("gw-1", null);
        gateway.register("e-1", "gw-1");
        gateway.register("e-2", null);
        try (TestClient device = connect("gw-1", secret)) {
            await().until(
                            () ->
                                    device.publish(
                                                    "gateways/gw-1/readings",
                                                    "[{\"sensor\":\"e-1\",\"ts\":1,\"pm25\":1},"
                                                            + "{\"sensor\":\"e-2\",\"ts\":1,"
                                                            + "\"pm25\":1}]")
                                            == 0);
        }
        await().until(() -> count("readings", "e-1") == 1);
        assertThat(
                        gateway.text(
                                "select reason from sensorium.dead_letters"
                                        + " where sensor_id = 'e-2'"))
                .isEqualTo("identity_mismatch");
    }

    @Test
    void aRetiredSensorIsDisconnected() throws Exception {
        String secret = gateway.register("f-1", null);
        try (TestClient sensor = connect("f-1", secret)) {
            gateway.execute("update store.sensors set retired_at = now() where sensor_id = 'f-1'");

            await().until(() -> !sensor.isConnected());
        }
        assertThatThrownBy(() -> new TestClient(gateway.url(), "f-1", secret))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void whoFloodsIsToldToComeAgainLater() throws Exception {
        String secret = gateway.register("g-1", null);
        try (TestClient sensor = connect("g-1", secret)) {
            Set<Integer> codes = new HashSet<>();
            for (int burst = 0; codes.size() < 2 && burst < 50; burst++) {
                long from = 2_000L * burst;
                codes.addAll(
                        sensor.publishAll(
                                "readings/g-1",
                                2_000,
                                i -> "{\"ts\":" + (from + i) + ",\"pm25\":1}"));
            }
            assertThat(codes).containsExactlyInAnyOrder(0, QUOTA_EXCEEDED);
            assertThat(sensor.publish("readings/g-2", "{\"pm25\":1}")).isEqualTo(NOT_AUTHORIZED);
            assertThat(sensor.isConnected()).isTrue();
        }
    }

    @Test
    void whatIsDeliveredAgainIsStoredOnce() throws Exception {
        String secret = gateway.register("i-1", null);
        try (TestClient sensor = connect("i-1", secret);
                Connection other = gateway.database.connect()) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("lock table store.inboxes in access exclusive mode");
            }
            List<Integer> codes =
                    sensor.publishAll(
                            "readings/i-1",
                            3_000,
                            i -> "{\"ts\":" + i + ",\"pm25\":" + i % 9 + "}");
            assertThat(codes).containsOnly(0);
            assertThat(count("readings", "i-1")).isZero();
            // Takes the session over: what was delivered to the gateway is delivered again.
            new TestClient(
                            gateway.url(),
                            "sensorium-gateway-main",
                            "_gateway",
                            TestGateway.GATEWAY_PASSWORD)
                    .close();
            other.rollback();
        }

        await().until(() -> count("readings", "i-1") == 3_000);
        await().until(() -> gateway.meters.counter("sensorium.store.duplicates").count() > 0);
        assertThat(count("readings", "i-1")).isEqualTo(3_000);
        assertThat(count("dead_letters", "i-1")).isZero();
    }

    @Test
    void whatWasHandedOverIsStoredWhenItIsAcknowledged() throws Exception {
        String secret = gateway.register("k-1", null);
        await().until(() -> gateway.meters.get("sensorium.handover.open").gauge().value() == 1);
        try (TestClient sensor = connect("k-1", secret)) {
            for (int i = 1; i <= 50; i++) {
                assertThat(sensor.publish("readings/k-1", "{\"ts\":" + i + ",\"pm25\":1}"))
                        .isZero();
                assertThat(count("readings", "k-1")).isEqualTo(i);
            }
        }
    }

    /** The broker answers for a database that stands still; both copies say the same. */
    @Test
    void aReadingWithoutATimeThatGoesBothWaysIsStoredOnce() throws Exception {
        String secret = gateway.register("l-1", null);
        await().until(() -> gateway.meters.get("sensorium.handover.open").gauge().value() == 1);
        try (TestClient sensor = connect("l-1", secret);
                Connection other = gateway.database.connect()) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("lock table store.inboxes in access exclusive mode");
            }
            assertThat(sensor.publish("readings/l-1", "{\"pm25\":1}")).isZero();
            assertThat(count("readings", "l-1")).isZero();
            // The broker's answer, not the hand-over's: that one still waits for the commit.
            assertThat(gateway.meters.get("sensorium.handover.unanswered").gauge().value())
                    .isEqualTo(1);
            other.rollback();
            await().until(() -> gateway.meters.get("sensorium.handover.open").gauge().value() == 1);
            assertThat(sensor.publish("readings/l-1", "{\"pm25\":2}")).isZero();
        }
        assertThat(count("readings", "l-1")).isEqualTo(2);
        assertThat(count("dead_letters", "l-1")).isZero();
    }

    @Test
    void aWillIsNoWayAroundTheRights() throws Exception {
        String secret = gateway.register("j-1", null);
        gateway.register("j-2", null);

        assertThatThrownBy(() -> TestClient.withWill(gateway.url(), "j-1", secret, "readings/j-2"))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void whatWasAcknowledgedSurvivesARestartOfEverything() throws Exception {
        String secret = gateway.register("h-1", null);
        try (TestClient sensor = connect("h-1", secret)) {
            for (int i = 0; i < 500; i++) {
                assertThat(sensor.publish("readings/h-1", "{\"ts\":" + i + ",\"pm25\":" + i + "}"))
                        .isZero();
            }
        }
        gateway.stop();
        gateway.start();
        await().until(gateway::isReady);

        await().until(() -> count("readings", "h-1") == 500);
        assertThat(gateway.meters.counter("sensorium.receive.sessions.lost").count()).isZero();
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

    private static long count(String view, String sensorId) {
        return Long.parseLong(
                gateway.text(
                        "select count(*) from sensorium."
                                + view
                                + " where sensor_id = '"
                                + sensorId
                                + "'"));
    }
}
