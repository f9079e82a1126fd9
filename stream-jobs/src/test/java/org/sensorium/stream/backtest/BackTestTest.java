package org.sensorium.stream.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sensorium.model.DetectorKind.COMPOSITE;
import static org.sensorium.model.DetectorKind.THRESHOLD;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.Town;
import org.sensorium.stream.log.FakeLog;
import org.sensorium.stream.log.Log;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.recompute.AlertsOfLog;

class BackTestTest {
    private static final long NOON = 1_700_049_600_000_000L;
    private static final long SECOND = 1_000_000;
    private static final int ENTRIES = 900;
    private static final Instant BEFORE_ALL = Instant.EPOCH;
    private static final Instant AFTER_ALL = Instant.parse("2100-01-01T00:00:00Z");

    private final FakeLog stored = new FakeLog();
    private final Town town = new Town();

    @BeforeEach
    void store() {
        Random random = new Random(5);
        for (int sensor = 0; sensor < 3; sensor++) {
            town.sensor(sensor, false);
        }
        for (int i = 0; i < ENTRIES; i++) {
            List<Reading> readings = new ArrayList<>();
            for (int sensor = 0; sensor < 3; sensor++) {
                boolean silent = sensor == 1 && i % 300 > 250;
                double value = 100 + 20 * random.nextGaussian() + (i % 400 == 399 ? 500 : 0);
                long at = NOON + i * 10 * SECOND;
                if (!silent) {
                    readings.add(
                            new Reading(
                                    sensor, Town.PM25, at, i % 300 < 60 ? 7 : value, at + SECOND));
                }
            }
            stored.deliver(
                    "a",
                    i + 1,
                    NOON + i * 10 * SECOND + 2 * SECOND,
                    readings.toArray(Reading[]::new));
        }
    }

    private static Rule rule(DetectorKind detector, String... parameters) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return new Rule(
                detector.code(), 1, null, null, null, null, detector, Severity.MAJOR, true, named);
    }

    private static Rule somehow(DetectorKind detector) {
        return switch (detector) {
            case THRESHOLD -> rule(detector, "above", "140", "for", "PT10S");
            case RATE_OF_CHANGE -> rule(detector, "perSecond", "5");
            case FLATLINE -> rule(detector, "for", "PT5M");
            case SILENCE -> rule(detector, "atLeast", "PT1M");
            case NOVELTY -> rule(detector, "warmup", "100", "learn", "PT0S");
            case SENSOR_FAULT -> rule(detector);
            case COMPOSITE ->
                    rule(
                            detector,
                            "within",
                            "PT10M",
                            "step1.metric",
                            "pm25",
                            "step1.above",
                            "500",
                            "step2.metric",
                            "pm25",
                            "step2.above",
                            "130");
        };
    }

    private BackTestResult tried(Rule rule, Instant from, Instant to, Rule... present)
            throws IOException {
        try (Log log = stored.open("test");
                Known known = town.open()) {
            return new BackTest(
                            log,
                            known::sensor,
                            known::members,
                            new RuleBook(1, List.of(present)),
                            Flapping.USUAL)
                    .run(rule, from, to, done -> {}, () -> false);
        }
    }

    /** What the job raises when all rules are armed at once. */
    private List<AlertEvent> live(Rule... rules) throws IOException {
        for (Rule rule : rules) {
            String[] parameters =
                    rule.parameters().entrySet().stream()
                            .flatMap(each -> List.of(each.getKey(), each.getValue()).stream())
                            .toArray(String[]::new);
            town.rule(rule.detector(), 1, true, parameters);
        }
        List<AlertEvent> events = new ArrayList<>();
        try (Log log = stored.open("test");
                Known known = town.open()) {
            AlertsOfLog alerts =
                    new AlertsOfLog(known, Flapping.USUAL, events::add, incident -> {});
            log.read("a", 0, ENTRIES).forEach(alerts::show);
        }
        return events;
    }

    @ParameterizedTest
    // These sensors have no place, and so no neighbours: see RainFrontTest.
    @EnumSource(value = DetectorKind.class, names = "SENSOR_FAULT", mode = EnumSource.Mode.EXCLUDE)
    void itRaisesExactlyWhatTheLiveRunDoes(DetectorKind detector) throws IOException {
        BackTestResult tried = tried(somehow(detector), BEFORE_ALL, AFTER_ALL);
        List<AlertEvent> live =
                live(
                        Arrays.stream(DetectorKind.values())
                                .map(BackTestTest::somehow)
                                .toArray(Rule[]::new));

        assertThat(tried.present()).isEmpty();
        assertThat(tried.proposed()).isNotEmpty();
        assertThat(tried.proposed())
                .containsExactlyElementsOf(
                        live.stream()
                                .filter(each -> each.kind() == AlertEventKind.RAISED)
                                .filter(each -> each.detector() == detector)
                                .toList());
        assertThat(tried.added()).isEqualTo(tried.proposed());
    }

    @Test
    void aCompositeRuleThatMakesNoSenseIsRefusedToo() {
        assertThatThrownBy(
                        () ->
                                tried(
                                        rule(COMPOSITE, "within", "PT10M", "step1.metric", "pm25"),
                                        BEFORE_ALL,
                                        AFTER_ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rule 'composite': steps are 1; wanted are 2 to 5");
    }

    @Test
    void anUnchangedRuleChangesNothing() throws IOException {
        BackTestResult tried = tried(somehow(THRESHOLD), BEFORE_ALL, AFTER_ALL, somehow(THRESHOLD));

        assertThat(tried.present()).isNotEmpty().isEqualTo(tried.proposed());
        assertThat(tried.added()).isEmpty();
        assertThat(tried.removed()).isEmpty();
    }

    @Test
    void aHigherBoundRaisesLessAndSaysWhatIsMissing() throws IOException {
        BackTestResult tried =
                tried(
                        rule(THRESHOLD, "above", "400"),
                        BEFORE_ALL,
                        AFTER_ALL,
                        rule(THRESHOLD, "above", "140"));

        assertThat(tried.proposed()).hasSizeLessThan(tried.present().size());
        assertThat(tried.removed()).hasSizeGreaterThan(tried.added().size());
        assertThat(BackTestResult.bySensor(tried.proposed()).keySet()).containsExactly(0, 1, 2);
        assertThat(
                        BackTestResult.byDay(tried.proposed()).values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .isEqualTo(tried.proposed().size());
    }

    @Test
    void onlyTheSpanIsToldButItsDetectorsKnowWhatCameBefore() throws IOException {
        List<AlertEvent> all = tried(somehow(THRESHOLD), BEFORE_ALL, AFTER_ALL).proposed();
        Instant middle = all.get(all.size() / 2).raisedAt();
        List<AlertEvent> late = tried(somehow(THRESHOLD), middle, AFTER_ALL).proposed();
        List<AlertEvent> early = tried(somehow(THRESHOLD), BEFORE_ALL, middle).proposed();

        assertThat(late).isNotEmpty();
        assertThat(early).isNotEmpty();
        List<AlertEvent> both = new ArrayList<>(early);
        both.addAll(late);
        assertThat(both).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aRuleThatExemptsRaisesNothing() throws IOException {
        Rule off =
                new Rule(
                        "exempt",
                        1,
                        "air_quality",
                        null,
                        null,
                        null,
                        THRESHOLD,
                        Severity.MAJOR,
                        false,
                        Map.of("above", "140"));
        BackTestResult tried = tried(off, BEFORE_ALL, AFTER_ALL, somehow(THRESHOLD));

        assertThat(tried.present()).isNotEmpty();
        assertThat(tried.proposed()).isEmpty();
        assertThat(tried.removed()).isEqualTo(tried.present());
    }

    @Test
    void itSaysHowFarItIsAndCanBeStopped() throws IOException {
        List<Double> progress = new ArrayList<>();
        try (Log log = stored.open("test");
                Known known = town.open()) {
            BackTest test =
                    new BackTest(
                            log,
                            known::sensor,
                            known::members,
                            new RuleBook(1, List.of()),
                            Flapping.USUAL);
            Instant end = Instant.ofEpochSecond(NOON / SECOND + ENTRIES * 10L);
            test.run(somehow(THRESHOLD), BEFORE_ALL, end, progress::add, () -> false);
            assertThat(progress).isSorted().hasSizeGreaterThan(3).last().isEqualTo(1.0);
            assertThat(progress.get(0)).isBetween(0.2, 0.4);

            assertThatThrownBy(
                            () ->
                                    test.run(
                                            somehow(THRESHOLD),
                                            BEFORE_ALL,
                                            end,
                                            progress::add,
                                            () -> true))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aRuleThatMakesNoSenseIsRefusedBeforeAnythingIsRead() {
        stored.away(true);
        assertThatThrownBy(() -> tried(rule(THRESHOLD), BEFORE_ALL, AFTER_ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs above or below");
    }
}
