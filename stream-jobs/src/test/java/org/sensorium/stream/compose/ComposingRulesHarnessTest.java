package org.sensorium.stream.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComposingRulesHarnessTest extends ValleyTest {
    @Test
    void aRuleThatIsGoneEndsWhatItFoundWithinASecondAndNoReading() throws Exception {
        valley.rule(1, SEQUENCE);
        at(0, 1, 32);
        at(60, 2, 3.2);
        clock(66);
        words();
        valley.withoutRule();
        story.wallClock(NOON + 1000);
        assertThat(story.found().get(0).messageEn())
                .isEqualTo("level of sensor l-2 is no longer watched for this.");
        assertThat(words()).containsExactly("l-2 level ENDED major +60");
        at(120, 1, 32);
        at(180, 4, 3.2);
        clock(200);
        assertThat(words()).isEmpty();
        clock(2 * 3600);
        assertThat(story.left()).isZero();
    }

    @Test
    void aSensorTakenDownEndsWhatItIsIn() throws Exception {
        valley.rule(1, SEQUENCE);
        at(0, 1, 32);
        at(60, 2, 3.2);
        clock(66);
        words();
        valley.takeDown(2);
        story.wallClock(NOON + 1000);
        assertThat(words()).containsExactly("l-2 level ENDED major +60");
    }

    @Test
    void aChangedRuleStartsAnewAndTellsItsSeverity() throws Exception {
        valley.rule(1, SEQUENCE);
        at(0, 1, 32);
        at(60, 2, 3.2);
        clock(66);
        words();
        at(70, 11, 32);
        clock(80);
        valley.rule(2, SEQUENCE);
        story.wallClock(NOON + 1000);
        assertThat(words()).containsExactly("l-2 level CHANGED critical +60");
        at(90, 12, 3.2);
        clock(100);
        assertThat(words()).as("the rain was the former revision's").isEmpty();
        at(110, 12, 1);
        at(120, 11, 32);
        at(130, 12, 3.2);
        at(130, 2, 3.2);
        at(140, 2, 1);
        clock(150);
        assertThat(words())
                .containsExactlyInAnyOrder(
                        "l-12 level BEGAN critical +130", "l-2 level ENDED critical +140");
    }

    @Test
    void aMatchWhoseLastStepIsHeardOfNoMoreIsOverAfterTheSpan() throws Exception {
        valley.rule(1, SEQUENCE);
        at(0, 1, 32);
        at(60, 2, 3.2);
        at(1000, 2, 3.3);
        clock(1000 + 1804);
        assertThat(words()).containsExactly("l-2 level BEGAN major +60");
        clock(1000 + 1806);
        assertThat(story.found().get(0).messageEn())
                .isEqualTo("level of sensor l-2 has not been seen to hold for 30 min.");
        assertThat(words()).containsExactly("l-2 level ENDED major +2800");
        valley.withoutRule();
        clock(4 * 3600);
        assertThat(story.left()).isZero();
    }
}
