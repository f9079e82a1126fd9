package org.sensorium.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that was killed between the two halves of storing a message. */
class KilledBrokerIT {
    private static final String ALERT = "alerts/water/centre/major/threshold/x-";
    private static final String PASSWORD = "a password of hers";
    private static final int MANY = 100;

    @TempDir static Path home;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @Test
    void losesNothingThatItAcknowledgesAfterwards() throws Exception {
        try (TestGateway gateway = new TestGateway(home)) {
            gateway.operator("ana", PASSWORD);
            try (TestClient ops = operator(gateway)) {
                assertThat(ops.subscribe("alerts/water/#")).isEqualTo(1);
            }
            assertThat(publish(gateway, "before-")).containsOnly(0);
            gateway.stop();
            // Their places in the queue are committed, their payloads are not there yet.
            forgetPayloads();
            gateway.start();

            assertThat(publish(gateway, "after-")).containsOnly(0);

            try (TestClient ops = operator(gateway).acknowledging()) {
                await().untilAsserted(
                                () ->
                                        assertThat(ops.received)
                                                .containsAll(
                                                        IntStream.range(0, MANY)
                                                                .mapToObj(
                                                                        i -> ALERT + " after-" + i)
                                                                .toList()));
            }
        }
    }

    private static List<Integer> publish(TestGateway gateway, String what) throws MqttException {
        await().until(gateway::isReady);
        try (TestClient job = new TestClient(gateway.url(), "_job", TestGateway.JOB_PASSWORD)) {
            return job.publishAll(ALERT, MANY, i -> what + i);
        }
    }

    private static TestClient operator(TestGateway gateway) throws MqttException {
        await().until(gateway::isReady);
        return new TestClient(gateway.url(), "ana", PASSWORD);
    }

    private static void forgetPayloads() throws IOException {
        List<Path> stores;
        try (Stream<Path> tree = Files.walk(home)) {
            stores = tree.filter(path -> path.endsWith("publish_payload_store")).toList();
        }
        assertThat(stores).hasSize(1);
        try (Stream<Path> tree = Files.walk(stores.get(0))) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
