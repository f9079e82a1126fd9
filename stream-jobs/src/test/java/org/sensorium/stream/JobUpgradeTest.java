package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sensorium.model.DetectorKind.THRESHOLD;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sensorium.model.AlertEvent;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.detect.Town;
import org.sensorium.stream.log.FakeLog;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.publish.MqttAddress;
import org.sensorium.stream.window.RollUpChange;

/**
 * An upgrade as an operator does it: the old job is stopped with a savepoint, a new version of it
 * is started from there, with its state.
 */
@Timeout(120)
class JobUpgradeTest {
    private static final long NOON = 1_700_049_600_000_000L;
    private static final long SECOND = 1_000_000;

    @TempDir private Path home;
    private final FakeLog log = new FakeLog();
    private final Town town =
            new Town()
                    .sensor(7, false)
                    .sensor(8, false)
                    .rule(THRESHOLD, 1, true, "above", "150", "clear", "120");
    private final Collected<RollUpChange> rollUps = new Collected<>();
    private final Collected<AlertEvent> alerts = new Collected<>();
    private final Collected<String> counts = new Collected<>();

    @SuppressWarnings("try") // nobody interrupts the close
    @ParameterizedTest
    @EnumSource(SavepointFormatType.class)
    void anOpenAlertIsClearedOnceAndTheMinuteGoesOnInAVersionWithMoreStages(
            SavepointFormatType format) throws Exception {
        Configuration one = configuration(2);
        StreamExecutionEnvironment oldVersion = define(one);
        String savepoint;
        try (MiniCluster cluster = cluster(one, 2)) {
            JobGraph job = submit(cluster, oldVersion, Optional.empty());
            send(1, 8, -30, 1);
            send(2, 7, 0, 151);
            send(3, 8, 1, 10);
            send(4, 8, 2, 20);
            await().until(() -> alertWords().equals(List.of("7 raised 151.0")));
            savepoint =
                    cluster.stopWithSavepoint(
                                    job.getJobID(),
                                    home.resolve("savepoints").toString(),
                                    false,
                                    format)
                            .get();
            await().until(() -> cluster.getJobStatus(job.getJobID()).get() == JobStatus.FINISHED);
        }
        send(5, 8, 3, 30);
        send(6, 7, 3, 100);
        send(7, 7, 4, 90);

        Configuration two = configuration(3);
        StreamExecutionEnvironment newVersion = define(two);
        addStage(newVersion);
        try (MiniCluster cluster = cluster(two, 3)) {
            submit(cluster, newVersion, Optional.of(savepoint));
            send(8, 8, 61, 40);
            send(9, 7, 62, 151);
            // Each branch of the job goes at its own pace: all of them have to come to the end.
            await().until(() -> alertWords().contains("7 raised 151.0 again"));
            await().untilAsserted(() -> assertThat(minute(8, NOON)).last().isEqualTo("3x 60.0"));
            await().until(() -> counts.items().size() == 2);
        }

        assertThat(alertWords())
                .containsExactly("7 raised 151.0", "7 cleared 100.0", "7 raised 151.0 again");
        assertThat(counts.items()).containsExactly("7: 1", "7: 2");
    }

    @Test
    void theLastCheckpointOfAJobOnItsOwnServesAsWell() throws Exception {
        Configuration one = configuration(2);
        Checkpoints checkpoints = new Checkpoints(home.resolve("data/checkpoints"));
        try (LocalCluster cluster = LocalCluster.start(define(one), one, Optional.empty())) {
            send(1, 7, 0, 151);
            await().until(() -> alertWords().equals(List.of("7 raised 151.0")));
            cluster.stop();
        }
        send(2, 7, 1, 100);
        Configuration two = configuration(3);
        StreamExecutionEnvironment newVersion = define(two);
        addStage(newVersion);
        try (LocalCluster cluster = LocalCluster.start(newVersion, two, checkpoints.restorable())) {
            await().until(() -> counts.items().equals(List.of("7: 1")));
            await().until(() -> alertWords().contains("7 cleared 100.0"));
            assertThat(cluster.state()).isEqualTo("RUNNING");
        }
        assertThat(alertWords()).containsExactly("7 raised 151.0", "7 cleared 100.0");
    }

    private Configuration configuration(int parallelism) {
        Settings settings =
                new Settings(
                        home,
                        new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""),
                        new MqttAddress("tcp://127.0.0.1:1", "_job", ""),
                        0,
                        parallelism,
                        Duration.ofMillis(200),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Flapping.USUAL);
        return FlinkSettings.alone(settings, home.resolve("data/checkpoints"), "test");
    }

    private StreamExecutionEnvironment define(Configuration flink) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        ReadingPipeline.define(
                env,
                new Ports(
                        log,
                        town,
                        rollUps,
                        alerts,
                        new Collected<>(),
                        new Collected<>(),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Flapping.USUAL));
        return env;
    }

    /** What the new version has and the old one had not: a stage behind the alerts, with state. */
    private void addStage(StreamExecutionEnvironment env) {
        alertsOf(env)
                .keyBy(AlertEvent::sensorKey, Types.INT)
                .process(new CountAlerts(), Types.STRING)
                .uid("count-alerts")
                .sinkTo(counts)
                .uid("store-counts");
    }

    @SuppressWarnings("unchecked") // the alert stage gives alert events
    private static DataStream<AlertEvent> alertsOf(StreamExecutionEnvironment env) {
        Transformation<AlertEvent> stage =
                (Transformation<AlertEvent>)
                        env.getTransformations().stream()
                                .flatMap(end -> end.getTransitivePredecessors().stream())
                                .filter(each -> Stage.ALERT.uid().equals(each.getUid()))
                                .findFirst()
                                .orElseThrow();
        return new DataStream<>(env, stage);
    }

    private static MiniCluster cluster(Configuration flink, int slots) throws Exception {
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(flink)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build());
        cluster.start();
        return cluster;
    }

    private static JobGraph submit(
            MiniCluster cluster, StreamExecutionEnvironment env, Optional<String> savepoint)
            throws Exception {
        JobGraph graph = env.getStreamGraph().getJobGraph();
        boolean stateMayBeLeft = false;
        savepoint.ifPresent(
                path ->
                        graph.setSavepointRestoreSettings(
                                SavepointRestoreSettings.forPath(
                                        path, stateMayBeLeft, RecoveryClaimMode.NO_CLAIM)));
        cluster.submitJob(graph).get();
        return graph;
    }

    private void send(long sequence, int sensor, long second, double value) {
        long at = NOON + second * SECOND;
        log.deliver("main", sequence, at, new Reading(sensor, Town.PM25, at, value, at));
    }

    /** Each step in words; a second alert of the same wording is another one. */
    private List<String> alertWords() {
        List<String> words = new ArrayList<>();
        for (AlertEvent event : alerts.items()) {
            String word = event.sensorKey() + " " + event.kind().code() + " " + event.value();
            boolean again =
                    words.contains(word)
                            && !alerts.items()
                                    .get(words.indexOf(word))
                                    .alertId()
                                    .equals(event.alertId());
            words.add(again ? word + " again" : word);
        }
        return words;
    }

    private List<String> minute(int sensor, long bucketMicros) {
        List<String> words = new ArrayList<>();
        for (RollUpChange change : rollUps.items()) {
            if (change.sensorKey() == sensor && change.bucketMicros() == bucketMicros) {
                words.add(
                        change instanceof RollUpChange.Whole whole
                                ? whole.rollUp().count() + "x " + whole.rollUp().sum()
                                : "stale");
            }
        }
        return words;
    }

    private static final class CountAlerts
            extends KeyedProcessFunction<Integer, AlertEvent, String> {
        private static final long serialVersionUID = 1;
        private transient ValueState<Integer> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }

        @Override
        public void processElement(AlertEvent event, Context context, Collector<String> out)
                throws Exception {
            int next = count.value() == null ? 1 : count.value() + 1;
            count.update(next);
            out.collect(context.getCurrentKey() + ": " + next);
        }
    }
}
