package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sensorium.model.DetectorKind.THRESHOLD;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.model.AlertEvent;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.detect.Town;
import org.sensorium.stream.log.FakeLog;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.publish.MqttAddress;
import org.sensorium.stream.window.RollUpChange;

/** The pipeline as it is defined, with everything outside in memory. */
class ReadingPipelineTest {
    private static final long NOON = 1_700_049_600_000_000L;
    private static final long SECOND = 1_000_000;

    private final FakeLog log = new FakeLog();
    private final Town town =
            new Town()
                    .sensor(7, false)
                    .sensor(8, false)
                    .rule(THRESHOLD, 1, true, "above", "150", "clear", "120");
    private final Collected<RollUpChange> rollUps = new Collected<>();
    private final Collected<AlertEvent> alerts = new Collected<>();

    private Ports ports() {
        return new Ports(
                log,
                town,
                rollUps,
                alerts,
                new Collected<>(),
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
                Duration.ofMillis(200),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Flapping.USUAL);
    }

    @Test
    void everyOperatorIsAStageByUidAndNameAndInParallelButThePublisher(@TempDir Path home) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        FlinkSettings.onCluster(settings(home)));
        ReadingPipeline.define(env, ports());
        StreamGraph graph = env.getStreamGraph();

        Map<String, Integer> found = new TreeMap<>();
        for (StreamNode node : graph.getStreamNodes()) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
            found.put(
                    node.getOperatorName().replace("Source: ", "").replace(": Writer", ""),
                    node.getParallelism());
        }
        Set<String> stages =
                Arrays.stream(Stage.values()).map(Stage::uid).collect(Collectors.toSet());
        assertThat(found.keySet()).isEqualTo(stages);
        assertThat(found).containsEntry("publish", 1).containsEntry("window", 2);
    }

    private void send(long sequence, int sensor, long second, double value) {
        long at = NOON + second * SECOND;
        log.deliver("main", sequence, at, new Reading(sensor, Town.PM25, at, value, at));
    }

    private List<String> alertWords() {
        List<String> words = new ArrayList<>();
        for (AlertEvent event : alerts.items()) {
            words.add(event.sensorKey() + " " + event.kind().code() + " " + event.value());
        }
        return words;
    }

    @Test
    @Timeout(60)
    void itGoesOnAfterACrashWhereTheCheckpointWasAndSurvivesALogThatIsAway(@TempDir Path home)
            throws Exception {
        Checkpoints checkpoints = new Checkpoints(home.resolve("data/checkpoints"));
        Configuration flink = FlinkSettings.alone(settings(home), checkpoints.folder(), "test");
        try (LocalCluster cluster = start(flink, Optional.empty())) {
            send(1, 7, 0, 151);
            await().until(() -> alertWords().equals(List.of("7 raised 151.0")));
            log.away(true);
            await().until(() -> log.failures() > 2);
            log.away(false);
            send(2, 8, 1, 200);
            await().until(() -> alerts.items().size() == 2);
            await().until(() -> cluster.state().equals("RUNNING"));
            await().until(() -> checkpoints.restorable().isPresent());
            Path before = checkpoints.restorable().orElseThrow();
            await().until(() -> !checkpoints.restorable().equals(Optional.of(before)));
        }
        // Closed without a word: as good as killed.
        alerts.items().clear();
        Optional<Path> latest = checkpoints.restorable();
        assertThat(latest).isPresent();
        try (LocalCluster cluster = start(flink, latest)) {
            send(3, 7, 2, 100);
            await().until(() -> alertWords().contains("7 cleared 100.0"));
            await().until(() -> cluster.state().equals("RUNNING"));
        }
        assertThat(alertWords()).containsExactly("7 cleared 100.0");
    }

    @Test
    @Timeout(60)
    void aDamagedCheckpointGivesWayToAnOlderOne(@TempDir Path home) throws Exception {
        Checkpoints checkpoints = new Checkpoints(home.resolve("data/checkpoints"));
        Configuration flink = FlinkSettings.alone(settings(home), checkpoints.folder(), "test");
        try (LocalCluster cluster = start(flink, Optional.empty())) {
            send(1, 7, 0, 151);
            await().until(() -> alertWords().equals(List.of("7 raised 151.0")));
            await().until(() -> checkpoints.restorable().isPresent());
            Path first = checkpoints.restorable().orElseThrow();
            await().until(() -> !checkpoints.restorable().equals(Optional.of(first)));
            await().until(() -> cluster.state().equals("RUNNING"));
        }
        alerts.items().clear();
        Path newest = checkpoints.restorable().orElseThrow();
        Path metadata = newest.resolve("_metadata");
        try (FileChannel file = FileChannel.open(metadata, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }

        Optional<Path> older = checkpoints.restorable();

        assertThat(older).isPresent().isNotEqualTo(Optional.of(newest));
        assertThat(newest.resolve("_metadata.damaged")).exists();
        try (LocalCluster cluster = start(flink, older)) {
            send(3, 7, 2, 100);
            await().until(() -> alertWords().contains("7 cleared 100.0"));
            await().until(() -> cluster.state().equals("RUNNING"));
        }
    }

    private LocalCluster start(Configuration flink, Optional<Path> restored) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        ReadingPipeline.define(env, ports());
        return LocalCluster.start(env, flink, restored);
    }

    @Test
    @Timeout(60)
    void anInboxThatAppearsLaterIsReadTooAndTheClockIsTheSlowestOnes(@TempDir Path home)
            throws Exception {
        Configuration flink =
                FlinkSettings.alone(settings(home), home.resolve("checkpoints"), "test");
        try (LocalCluster cluster = start(flink, Optional.empty())) {
            send(1, 7, 0, 1);
            await().until(() -> cluster.state().equals("RUNNING"));
            log.deliver("other", 1, NOON, new Reading(8, Town.PM25, NOON, 1, NOON));
            log.deliver("main", 2, NOON + 60 * SECOND);
            // Main's clock may be at 60 s before the other inbox is found: its reading is late
            // then,
            // and given with the next heartbeats of both.
            AtomicLong beats = new AtomicLong(60);
            await().untilAsserted(
                            () -> {
                                long beat = beats.incrementAndGet();
                                log.deliver("main", beat, NOON + beat * SECOND);
                                log.deliver("other", beat, NOON + beat * SECOND);
                                assertThat(rollUps.items()).hasSize(2);
                            });

            long ahead = NOON + (beats.get() + 60) * SECOND;
            log.deliver("main", 1001, ahead, new Reading(7, Town.PM25, ahead, 1, ahead));
            log.deliver("main", 1002, ahead + 60 * SECOND);
            await().during(Duration.ofMillis(500)).until(() -> rollUps.items().size() == 2);
            log.deliver("other", 1002, ahead + 60 * SECOND);
            await().until(() -> rollUps.items().size() > 2);
        }
    }
}
