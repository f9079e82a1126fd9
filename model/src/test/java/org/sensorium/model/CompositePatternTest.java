package org.sensorium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositePatternTest {
    private static Map<String, String> flood() {
        Map<String, String> flood = new HashMap<>();
        flood.put("within", "PT30M");
        flood.put("step1.metric", "rain");
        flood.put("step1.above", "20");
        flood.put("step1.type", "rain_gauge");
        flood.put("step1.for", "PT5M");
        flood.put("step2.metric", "level");
        flood.put("step2.above", "3");
        flood.put("step3.metric", "current");
        flood.put("step3.above", "0.5");
        flood.put("step3.absent", "true");
        return flood;
    }

    private static Rule rule(Map<String, String> parameters) {
        return new Rule(
                "flood",
                1,
                null,
                null,
                null,
                null,
                DetectorKind.COMPOSITE,
                Severity.MAJOR,
                true,
                parameters);
    }

    private static Map<String, String> faults(Map<String, String> parameters) {
        Map<String, String> faults = new TreeMap<>();
        CompositePattern.check(parameters, faults::put);
        return faults;
    }

    @Test
    void itIsReadWithItsDefaults() {
        CompositePattern pattern = CompositePattern.of(rule(flood()));

        assertThat(pattern.steps().get(0))
                .isEqualTo(
                        new CompositeStep(
                                "rain_gauge", "rain", true, 20, Duration.ofMinutes(5), false));
        assertThat(pattern.place()).isEqualTo(CompositePattern.Place.DISTRICT);
        assertThat(pattern.patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pattern.lastTaken()).isEqualTo(1);
        assertThat(pattern.absence()).isEqualTo(pattern.within()).isEqualTo(Duration.ofMinutes(30));
        assertThat(pattern.steps().get(1).isMet(3)).isFalse();
        assertThat(pattern.steps().get(1).isMet(3.1)).isTrue();
    }

    @Test
    void howLongTheLastStepHasToStayAwayCanBeSaid() {
        Map<String, String> flood = flood();
        flood.put("step3.for", "PT10M");

        assertThat(CompositePattern.of(rule(flood)).absence()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource({
        "within, '', within",
        "within, PT0S, within",
        "within, P8D, within",
        "wait, PT2H, wait",
        "place, street, place",
        "step1.absent, true, steps[0].absent",
        "step1.absent, maybe, steps[0].absent",
        "step2.absent, true, steps[2].absent",
        "step2.metric, Level, steps[1].metric",
        "step2.type, Level, steps[1].type",
        "step2.above, high, steps[1].above",
        "step2.above, NaN, steps[1].above",
        "step2.below, 1, steps[1].above",
        "step2.for, -PT1S, steps[1].for",
        "step3.for, PT0S, steps[2].for",
        "step2.unit, m, steps[1].unit",
        "steps, 3, steps",
        "step5.metric, rain, steps",
    })
    void aFaultNamesItsField(String name, String text, String field) {
        Map<String, String> flood = flood();
        assertThat(faults(flood)).isEmpty();
        flood.put(name, text);

        assertThat(faults(flood)).containsKey(field);
    }

    @Test
    void whatIsMissingIsNamedToo() {
        assertThat(faults(Map.of())).containsOnlyKeys("steps", "within");
        Map<String, String> flood = flood();
        flood.remove("step2.above");
        flood.remove("step1.metric");
        assertThat(faults(flood)).containsOnlyKeys("steps[0].metric", "steps[1].above");
        assertThatThrownBy(() -> CompositePattern.of(rule(flood)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule 'flood': steps[0].metric is missing");
    }

    @Test
    void anAbsenceInTheMiddleIsEndedByTheNextStepAndNotByTime() {
        Map<String, String> flood = flood();
        flood.put("step4.metric", "flow");
        flood.put("step4.above", "1");
        assertThat(faults(flood)).isEmpty();
        assertThat(CompositePattern.of(rule(flood)).lastTaken()).isEqualTo(3);
        flood.put("step3.for", "PT1M");
        assertThat(faults(flood)).containsOnlyKeys("steps[2].for");
    }
}
