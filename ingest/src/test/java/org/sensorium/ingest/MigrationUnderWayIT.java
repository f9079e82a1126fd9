package org.sensorium.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade of the schema while sensors publish: the gateway waits, and goes on. */
class MigrationUnderWayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MIGRATION_HOLDS =
            "select count(*) from pg_locks where mode = 'AccessExclusiveLock' and granted"
                    + " and relation = 'store.readings'::regclass";

    @TempDir static Path home;

    @Test
    void losesNothingAndTheGatewayGoesOnWithoutARestart() throws Exception {
        try (TestGateway gateway = new TestGateway(home)) {
            await().atMost(PATIENCE).until(gateway::isReady);
            String secret = gateway.register("a-1", null);
            AtomicInteger acknowledged = new AtomicInteger();
            CountDownLatch enough = new CountDownLatch(1);
            CompletableFuture<Void> flow =
                    CompletableFuture.runAsync(
                            () -> publish(gateway, secret, acknowledged, enough));
            await().atMost(PATIENCE).until(() -> stored(gateway) > 50);

            CompletableFuture<Void> migration = CompletableFuture.runAsync(() -> migrate(gateway));
            await().atMost(PATIENCE).until(() -> gateway.text(MIGRATION_HOLDS).equals("1"));
            int whenItHeld = acknowledged.get();
            migration.get();
            int whenItWasDone = acknowledged.get();
            await().atMost(PATIENCE).until(() -> acknowledged.get() > whenItWasDone + 50);
            enough.countDown();
            flow.get();

            assertThat(whenItWasDone).as("sensors noticed nothing").isGreaterThan(whenItHeld + 50);
            await().atMost(PATIENCE).until(() -> stored(gateway) >= acknowledged.get());
            assertThat(stored(gateway)).isEqualTo(acknowledged.get());
            assertThat(gateway.text("select sum(reading_count) from store.ingest_log"))
                    .isEqualTo(Integer.toString(acknowledged.get()));
            assertThat(gateway.text("select count(*) from sensorium.dead_letters")).isEqualTo("0");
            assertThat(gateway.text("select quality from store.readings limit 1")).isEqualTo("0");

            String other = gateway.register("a-2", null);
            await().atMost(PATIENCE).until(() -> canSignIn(gateway, "a-2", other));
            assertThat(gateway.fatal).isEmpty();
            assertThat(gateway.isReady()).isTrue();
            assertThat(gateway.text("select epoch from store.inboxes"))
                    .as("claimed once: nobody was started again")
                    .isEqualTo("1");
        }
    }

    private static int stored(TestGateway gateway) {
        return Integer.parseInt(gateway.text("select count(*) from sensorium.readings"));
    }

    /**
     * What is registered on the new schema comes to the gateway that was started on the old one.
     */
    private static boolean canSignIn(TestGateway gateway, String sensor, String secret) {
        try (TestClient client = new TestClient(gateway.url(), sensor, secret)) {
            return client.isConnected();
        } catch (MqttException e) {
            return false;
        }
    }

    private static void migrate(TestGateway gateway) {
        try {
            gateway.migrate(List.of("classpath:db/upgrade"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void publish(
            TestGateway gateway, String secret, AtomicInteger acknowledged, CountDownLatch enough) {
        try (TestClient sensor = new TestClient(gateway.url(), "a-1", secret)) {
            for (int i = 1; enough.getCount() > 0; i++) {
                assertThat(sensor.publish("readings/a-1", "{\"ts\":" + i + ",\"pm25\":1}"))
                        .isZero();
                acknowledged.incrementAndGet();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
