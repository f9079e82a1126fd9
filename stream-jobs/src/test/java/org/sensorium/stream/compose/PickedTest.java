package org.sensorium.stream.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.stream.compose.Valley.LEVEL;
import static org.sensorium.stream.compose.Valley.RAIN;

import org.junit.jupiter.api.Test;

class PickedTest {
    private static final String[] RAIN_THEN_RAIN = {
        "within",
        "PT30M",
        "step1.metric",
        "rain",
        "step1.above",
        "20",
        "step2.metric",
        "rain",
        "step2.above",
        "40"
    };

    private final Valley valley = new Valley().sensor(1, RAIN, "north").sensor(2, LEVEL, "north");
    private final Picked picked = new Picked(new Composites(valley.open()));

    @Test
    void onlyWhatARuleNamesIsPickedAndOnlyWhileItDoes() {
        assertThat(picked.has(1, RAIN)).isFalse();
        valley.rule(1, RAIN_THEN_RAIN);
        assertThat(picked.has(1, RAIN)).isTrue();
        assertThat(picked.has(2, LEVEL)).isFalse();
        valley.rule(2, ValleyTest.ABSENCE);
        assertThat(picked.has(2, LEVEL)).isTrue();
        valley.withoutRule();
        assertThat(picked.has(1, RAIN)).isFalse();
        assertThat(picked.has(2, LEVEL)).isFalse();
    }

    @Test
    void aSensorThatIsNotKnownYetIsLeftToTheNextStage() {
        valley.rule(1, RAIN_THEN_RAIN);
        assertThat(picked.has(99, RAIN)).isTrue();
        assertThat(picked.has(2, LEVEL)).isFalse();
    }

    @Test
    void aRuleThatMakesNoSenseStopsNoOther() {
        valley.rule(1, "within", "soon");
        assertThat(picked.has(1, RAIN)).isFalse();
        valley.rule(2, RAIN_THEN_RAIN);
        assertThat(picked.has(1, RAIN)).isTrue();
    }
}
