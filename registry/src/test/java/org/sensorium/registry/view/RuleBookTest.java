package org.sensorium.registry.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.model.Severity;

class RuleBookTest {
    private static final Sensor SENSOR =
            new Sensor(1, "a-7", "air_quality", "city", "centre", null, null, Map.of(), false);

    @Test
    void theNarrowestRuleHolds() {
        RuleBook book =
                new RuleBook(
                        1,
                        List.of(
                                rule("all", null, null, null, true),
                                rule("type", "air_quality", null, null, true),
                                rule("district", "air_quality", "centre", null, true),
                                rule("elsewhere", "air_quality", "east", null, true),
                                rule("other-sensor", null, null, "b-1", true)));

        assertThat(book.armed(SENSOR, "pm25")).extracting(Rule::id).containsExactly("district");
    }

    @Test
    void aDisabledRuleExempts() {
        RuleBook book =
                new RuleBook(
                        1,
                        List.of(
                                rule("type", "air_quality", null, null, true),
                                rule("sensor", null, null, "a-7", false)));

        assertThat(book.armed(SENSOR, "pm25")).isEmpty();
    }

    @Test
    void aRuleTakesThePlaceOfTheOneOfItsIdAndOfNoOther() {
        Rule all = rule("all", null, null, null, true);
        RuleBook book = new RuleBook(4, List.of(all, rule("mine", null, null, "a-7", true)));

        RuleBook elsewhere = book.with(rule("mine", null, null, "b-1", true));
        assertThat(elsewhere.armed(SENSOR, "pm25")).containsExactly(all);
        assertThat(elsewhere.version()).isEqualTo(4);
        assertThat(book.with(rule("new", "air_quality", "centre", null, true)).armed(SENSOR, "no2"))
                .extracting(Rule::id)
                .containsExactly("mine");
        assertThat(book.armed(SENSOR, "pm25")).extracting(Rule::id).containsExactly("mine");
    }

    @Test
    void compositeRulesHoldSideBySideAndForNoSeriesAlone() {
        Rule flood = composite("flood", true);
        Rule fire = composite("fire", true);
        Rule all = rule("all", null, null, null, true);
        RuleBook book = new RuleBook(1, List.of(flood, all, fire, composite("off", false)));

        assertThat(book.composites()).containsExactlyInAnyOrder(flood, fire);
        assertThat(book.armed(SENSOR, "pm25")).containsExactly(all);
        assertThat(book.with(composite("flood", false)).composites()).containsExactly(fire);
        assertThat(book.find("flood")).contains(flood);
    }

    private static Rule composite(String id, boolean enabled) {
        return new Rule(
                id,
                1,
                null,
                null,
                null,
                null,
                DetectorKind.COMPOSITE,
                Severity.MAJOR,
                enabled,
                Map.of());
    }

    private static Rule rule(
            String id,
            @Nullable String type,
            @Nullable String district,
            @Nullable String sensor,
            boolean enabled) {
        return new Rule(
                id,
                1,
                type,
                district,
                sensor,
                null,
                DetectorKind.THRESHOLD,
                Severity.MAJOR,
                enabled,
                Map.of());
    }
}
