package org.sensorium.stream.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sensorium.stream.detect.SeriesFinding;

class ComposingHarnessTest extends ValleyTest {
    @Test
    void stepsInTheirOrderAreFoundAndOverWhenTheLastIs() throws Exception {
        valley.rule(1, SEQUENCE);
        at(0, 1, 32);
        at(60, 2, 3.2);
        clock(64);
        assertThat(words()).isEmpty();
        clock(66);
        SeriesFinding found = story.found().get(0);
        assertThat(found.messageEn())
                .isEqualTo(
                        "rain of sensor r-1 is 32, above 20, at 2023-11-15T12:00:00Z;"
                                + " then level of sensor l-2 is 3.2, above 3,"
                                + " at 2023-11-15T12:01:00Z.");
        assertThat(found.messageZh())
                .isEqualTo(
                        "2023-11-15T12:00:00Z传感器r-1的rain为32，高于20；"
                                + "随后2023-11-15T12:01:00Z传感器l-2的level为3.2，高于3。");
        assertThat(found.finding().windowFromMicros()).isEqualTo(NOON * 1000);
        assertThat(found.finding().windowToMicros()).isEqualTo((NOON + 60_000) * 1000);
        assertThat(found.finding().threshold()).isEqualTo(3);
        assertThat(words()).containsExactly("l-2 level BEGAN major +60");

        at(90, 4, 3.3);
        at(120, 2, 2.9);
        clock(126);
        assertThat(story.found().get(0).messageEn())
                .isEqualTo("level of sensor l-2 is 2.9, the last step is over.");
        assertThat(words()).containsExactly("l-2 level ENDED major +120");
    }

    @Test
    void theOtherOrderOrTooLateOrNotForLongEnoughIsNothing() throws Exception {
        valley.rule(
                1,
                "within",
                "PT30M",
                "step1.metric",
                "rain",
                "step1.above",
                "20",
                "step1.for",
                "PT2M",
                "step2.metric",
                "level",
                "step2.above",
                "3",
                "step2.type",
                "level_gauge");
        at(0, 2, 3.2);
        at(60, 1, 32);
        at(119, 1, 32);
        at(180, 4, 3.2);
        at(190, 4, 1);
        at(200, 1, 10);
        clock(300);
        assertThat(words()).isEmpty();
        at(300, 1, 32);
        at(420, 1, 32);
        at(430, 1, 10);
        at(420 + 1800, 4, 3.2);
        clock(4000);
        assertThat(words()).isEmpty();
        at(4000, 1, 32);
        at(4120, 1, 32);
        at(4120 + 1799, 2, 1);
        at(4120 + 1799, 4, 1);
        at(4120 + 1799, 4, 3.2);
        clock(6000);
        assertThat(words()).isEmpty();
    }

    @Test
    void theSpanIsCountedFromWhenTheFirstStepWasLastSeenToHold() throws Exception {
        valley.rule(1, SEQUENCE);
        for (long second = 0; second <= 2 * 3600; second += 60) {
            at(second, 1, 32);
            clock(second);
        }
        at(2 * 3600 + 1500, 2, 3.2);
        clock(2 * 3600 + 1600);
        assertThat(words()).containsExactly("l-2 level BEGAN major +8700");
    }

    @Test
    void orderIsThatOfTheSensorsTimesAsFarAsItIsWaitedFor() throws Exception {
        valley.rule(1, SEQUENCE);
        at(60, 60, 2, 3.2);
        clock(61);
        at(58, 62, 1, 32);
        clock(66);
        assertThat(words()).containsExactly("l-2 level BEGAN major +60");
        at(100, 100, 2, 1);
        clock(110);
        words();
        at(2000, 2000, 4, 3.2);
        clock(2001);
        at(1998, 2010, 1, 32);
        clock(2020);
        assertThat(words()).as("ten seconds late, five are waited for").isEmpty();
    }

    @Test
    void placesHaveNothingToDoWithEachOther() throws Exception {
        valley.rule(1, SEQUENCE);
        at(0, 1, 32);
        at(60, 12, 3.2);
        clock(100);
        assertThat(words()).isEmpty();
        at(100, 11, 32);
        at(110, 12, 1);
        at(120, 12, 3.2);
        at(120, 2, 3.2);
        clock(200);
        assertThat(words())
                .containsExactlyInAnyOrder(
                        "l-12 level BEGAN major +120", "l-2 level BEGAN major +120");
    }

    @Test
    void aGatewayIsAPlaceTooAndARuleOfADistrictIsNotForOthers() throws Exception {
        valley.rule(
                Valley.flood(
                        1,
                        "south",
                        true,
                        Map.of(
                                "within",
                                "PT30M",
                                "place",
                                "gateway",
                                "step1.metric",
                                "rain",
                                "step1.above",
                                "20",
                                "step2.metric",
                                "level",
                                "step2.above",
                                "3")));
        at(0, 1, 32);
        at(0, 11, 32);
        at(60, 2, 3.2);
        at(60, 12, 3.2);
        clock(100);
        assertThat(words()).containsExactly("l-12 level BEGAN major +60");
    }
}
