package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.gather.RainTown;
import org.sensorium.stream.log.FakeLog;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.log.Slice;
import org.sensorium.stream.publish.MqttAddress;
import org.sensorium.stream.recompute.AlertsOfLog;

/** The whole job, in parallel, against the log computed anew in one thread. */
class NeighboursPipelineTest {
    private static final int GAUGES = 60;

    private final RainTown town = new RainTown(GAUGES, 9);
    private final FakeLog log = new FakeLog();
    private final Collected<AlertEvent> alerts = new Collected<>();
    private final Collected<IncidentEvent> incidents = new Collected<>();

    @Test
    @Timeout(120)
    void aFrontIsOneIncidentAndADriftingGaugeOneFaultAsTheyAreComputedAnew(@TempDir Path home)
            throws Exception {
        List<AlertEvent> computed = new ArrayList<>();
        List<IncidentEvent> events = new ArrayList<>();
        AlertsOfLog anew = new AlertsOfLog(town.open(), Flapping.USUAL, computed::add, events::add);
        for (Slice slice : town.story()) {
            anew.show(slice);
            deliver(slice);
        }
        assertThat(computed)
                .extracting(AlertEvent::detector)
                .containsOnly(DetectorKind.SENSOR_FAULT);
        assertThat(events).extracting(IncidentEvent::incidentId).isNotEmpty();
        assertThat(events.stream().map(IncidentEvent::incidentId).distinct()).hasSize(1);

        Configuration flink = FlinkSettings.alone(settings(home), home.resolve("none"), "test");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        ReadingPipeline.define(env, ports());
        try (LocalCluster cluster = LocalCluster.start(env, flink, Optional.empty())) {
            await().atMost(Duration.ofSeconds(90))
                    .until(
                            () ->
                                    alerts.items().size() >= computed.size()
                                            && incidents.items().size() >= events.size());
            assertThat(cluster.state()).isEqualTo("RUNNING");
        }

        assertThat(alerts.items()).containsExactlyInAnyOrderElementsOf(computed);
        assertThat(incidents.items()).containsExactlyElementsOf(events);
    }

    private void deliver(Slice slice) {
        ReadingBatch batch = slice.readings();
        Reading[] readings = new Reading[batch.size()];
        for (int i = 0; i < readings.length; i++) {
            readings[i] =
                    new Reading(
                            batch.sensorKey(i),
                            batch.metricKey(i),
                            batch.timeMicros(i),
                            batch.value(i),
                            batch.receivedMicros(i));
        }
        log.deliver("main", slice.sequence(), slice.clockMicros(), readings);
    }

    private Ports ports() {
        return new Ports(
                log,
                town,
                new Collected<>(),
                alerts,
                incidents,
                new Collected<>(),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Flapping.USUAL);
    }

    private static Settings settings(Path home) {
        return new Settings(
                home,
                new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""),
                new MqttAddress("tcp://127.0.0.1:1", "_job", ""),
                0,
                2,
                Duration.ofMillis(500),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Flapping.USUAL);
    }
}
