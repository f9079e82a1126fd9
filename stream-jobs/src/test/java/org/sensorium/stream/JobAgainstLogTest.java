package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sensorium.model.DetectorKind.SILENCE;
import static org.sensorium.model.DetectorKind.THRESHOLD;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.Town;
import org.sensorium.stream.log.FakeLog;
import org.sensorium.stream.log.Log;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.publish.MqttAddress;
import org.sensorium.stream.recompute.AlertsOfLog;
import org.sensorium.stream.window.RollUpChange;

/** What the job makes of a log, in parallel, is what one thread makes of it: event by event. */
@Timeout(90)
class JobAgainstLogTest {
    private static final long NOON = 1_700_049_600_000_000L;
    private static final long SECOND = 1_000_000;
    private static final int ENTRIES = 1200;
    private static final int SENSORS = 32;
    private static final int LONE = 99;

    @TempDir private Path home;
    private final FakeLog log = new FakeLog();
    private final Town town =
            new Town()
                    .rule(THRESHOLD, 1, true, "above", "150", "clear", "120")
                    .rule(SILENCE, 1, true, "atLeast", "PT30S");
    private final Collected<AlertEvent> alerts = new Collected<>();
    private final Collected<IncidentEvent> incidents = new Collected<>();

    /** A sensor that falls silent by itself: once that is told of, the clock has come through. */
    private void begin() {
        town.sensor(LONE, false, null, null, "elsewhere");
        long before = NOON - 100 * SECOND;
        log.deliver(
                "main",
                1,
                before,
                new Reading(LONE, Town.PM25, before - 2 * SECOND, 1, before - 2 * SECOND),
                new Reading(LONE, Town.PM25, before - SECOND, 1, before - SECOND));
        log.deliver("main", 2, NOON - 50 * SECOND);
    }

    /** Two hours: gateways that are off and on, sensors that are, and values that come and go. */
    private void write(Random dice) {
        for (int key = 0; key < SENSORS; key++) {
            town.sensor(key, false, key < 12 ? "gw" : null, key < 18 ? "f" : null, "north");
        }
        for (int i = 1; i <= ENTRIES; i++) {
            long clock = NOON + i * 6 * SECOND + dice.nextInt(500_000);
            List<Reading> readings = new ArrayList<>();
            for (int key = 0; key < SENSORS; key++) {
                boolean gatewayOff = key < 12 && i % 300 > 240 && dice.nextInt(40) > 0;
                boolean districtOff = i % 500 > 470;
                boolean off = dice.nextInt(4) == 0 || (i + key * 37) % 160 > 148;
                if (!gatewayOff && !districtOff && !off) {
                    boolean high = key % 3 == 0 && i % 200 < 60 && dice.nextInt(3) == 0;
                    long at = clock - dice.nextInt(3_000_000);
                    readings.add(new Reading(key, Town.PM25, at - SECOND, high ? 160 : 100, at));
                }
            }
            log.deliver("main", i + 2, clock, readings.toArray(Reading[]::new));
        }
        // Long enough for all that is held back.
        log.deliver("main", ENTRIES + 3, NOON + (ENTRIES * 6 + 3600) * SECOND);
    }

    @SuppressWarnings("try") // nobody interrupts the close
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theJobGivesWhatOneThreadGives(long seed) throws Exception {
        begin();
        Configuration flink = configuration();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        Collected<RollUpChange> rollUps = new Collected<>();
        ReadingPipeline.define(
                env,
                new Ports(
                        log,
                        town,
                        rollUps,
                        alerts,
                        incidents,
                        new Collected<>(),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        new Flapping(3)));
        try (LocalCluster cluster = LocalCluster.start(env, flink, Optional.empty())) {
            await().until(() -> alerts.items().size() == 1);
            write(new Random(seed));
            List<AlertEvent> expected = new ArrayList<>();
            List<IncidentEvent> expectedIncidents = new ArrayList<>();
            compute(expected, expectedIncidents);
            assertThat(expected).anyMatch(each -> each.flaps() > 1).hasSizeGreaterThan(50);
            assertThat(expectedIncidents)
                    .anyMatch(each -> each.group().equals("gw"))
                    .anyMatch(each -> each.kind() == AlertEventKind.CLEARED);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> {
                                assertThat(words(alerts.items()))
                                        .containsExactlyInAnyOrderElementsOf(words(expected));
                                assertThat(words(incidents.items()))
                                        .isEqualTo(words(expectedIncidents));
                            });
            assertThat(cluster.state()).isEqualTo("RUNNING");
        }
    }

    /** Records in words: two that are not a number are the same, then. */
    private static List<String> words(List<?> events) {
        return events.stream().map(Object::toString).toList();
    }

    private void compute(List<AlertEvent> found, List<IncidentEvent> foundIncidents)
            throws IOException {
        try (Log reading = log.open("test");
                Known known = town.open()) {
            AlertsOfLog computed =
                    new AlertsOfLog(known, new Flapping(3), found::add, foundIncidents::add);
            AlertsOfLog.read(reading, 0, slices -> slices.forEach(computed::show));
        }
    }

    private Configuration configuration() {
        Settings settings =
                new Settings(
                        home,
                        new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""),
                        new MqttAddress("tcp://127.0.0.1:1", "_job", ""),
                        0,
                        2,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        new Flapping(3));
        return FlinkSettings.alone(settings, home.resolve("checkpoints"), "test");
    }
}
