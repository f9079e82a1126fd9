package org.sensorium.stream.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.stream.compose.Valley.CURRENT;
import static org.sensorium.stream.compose.Valley.LEVEL;
import static org.sensorium.stream.compose.Valley.RAIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.model.ReadingBatch;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.log.Slice;

class ComposingHarnessTest {
    private static final long NOON = 1_700_049_600_000L;
    private static final String[] SEQUENCE = {
        "within",
        "PT30M",
        "step1.metric",
        "rain",
        "step1.above",
        "20",
        "step2.metric",
        "level",
        "step2.above",
        "3"
    };
    static final String[] ABSENCE = {
        "within",
        "PT30M",
        "step1.metric",
        "rain",
        "step1.above",
        "20",
        "step2.metric",
        "level",
        "step2.above",
        "3",
        "step3.metric",
        "current",
        "step3.above",
        "1",
        "step3.absent",
        "true",
        "step3.for",
        "PT10M"
    };

    private final Valley valley =
            new Valley()
                    .sensor(1, RAIN, "north")
                    .sensor(2, LEVEL, "north")
                    .sensor(3, CURRENT, "north")
                    .sensor(4, LEVEL, "north")
                    .sensor(11, RAIN, "south")
                    .sensor(12, LEVEL, "south");
    private Story story;
    private long clock = NOON;

    @BeforeEach
    void begin() throws Exception {
        story = new Story(valley);
        story.wallClock(NOON);
    }

    @AfterEach
    void end() {
        story.close();
    }

    /** Taken and received at that second. */
    private void at(long second, int sensor, double value) throws Exception {
        at(second, second, sensor, value);
    }

    private void at(long second, long receivedSecond, int sensor, double value) throws Exception {
        short metric = sensor % 10 == 1 ? RAIN : sensor == 3 ? CURRENT : LEVEL;
        long received = NOON + receivedSecond * 1000;
        clock = Math.max(clock, received);
        story.reading(
                new Reading(sensor, metric, (NOON + second * 1000) * 1000, value, received * 1000),
                clock);
    }

    private void clock(long second) throws Exception {
        clock = NOON + second * 1000;
        story.clock(clock);
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        for (SeriesFinding each : story.found()) {
            words.add(
                    each.sensorId()
                            + " "
                            + each.metric()
                            + " "
                            + each.finding().turn()
                            + " "
                            + each.severity().code()
                            + " +"
                            + (each.finding().atMicros() / 1000 - NOON) / 1000);
        }
        story.found().clear();
        return words;
    }

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
    void anAbsenceIsFoundByTimeAlone() throws Exception {
        valley.rule(1, ABSENCE);
        at(0, 1, 32);
        at(60, 2, 3.2);
        at(70, 3, 0.2);
        clock(60 + 600 + 4);
        assertThat(words()).isEmpty();
        clock(60 + 600 + 6);
        assertThat(story.found().get(0).messageEn())
                .endsWith("; no current above 1 in district north in the 10 min after that.");
        assertThat(story.found().get(0).messageZh()).endsWith("；此后10分钟内区域north没有高于1的current。");
        assertThat(words()).containsExactly("l-2 level BEGAN major +660");
    }

    @Test
    void whatComesInTimeOrWasThereAlreadyIsNotAbsent() throws Exception {
        valley.rule(1, ABSENCE);
        at(0, 1, 32);
        at(60, 2, 3.2);
        at(600, 3, 5);
        clock(700);
        at(700, 2, 1);
        at(760, 2, 3.2);
        clock(1700);
        assertThat(words()).isEmpty();
        at(1700, 3, 5);
        at(1710, 3, 0);
        at(1720, 2, 1);
        at(1780, 2, 3.2);
        clock(1780 + 606);
        assertThat(words()).as("it rains no more, but within the span").hasSize(0);
        at(2400, 2, 1);
        at(2400, 1, 32);
        at(2460, 2, 3.2);
        clock(2460 + 606);
        assertThat(words()).containsExactly("l-2 level BEGAN major +3060");
    }

    @Test
    void anAbsenceInTheMiddleHoldsUpToTheNextStep() throws Exception {
        valley.rule(
                1,
                "within",
                "PT30M",
                "step1.metric",
                "rain",
                "step1.above",
                "20",
                "step2.metric",
                "current",
                "step2.above",
                "1",
                "step2.absent",
                "true",
                "step3.metric",
                "level",
                "step3.above",
                "3");
        at(0, 1, 32);
        at(10, 1, 0);
        at(60, 3, 5);
        at(120, 2, 3.2);
        clock(200);
        assertThat(words()).isEmpty();
        at(200, 1, 32);
        at(210, 1, 0);
        at(220, 4, 3.2);
        clock(300);
        assertThat(words()).as("the pump has run since before").isEmpty();
        at(300, 3, 0);
        at(310, 1, 32);
        at(320, 2, 1);
        at(330, 2, 3.4);
        clock(400);
        assertThat(story.found().get(0).messageEn())
                .contains("; no current above 1 in district north meanwhile, then level of");
        assertThat(words()).containsExactly("l-2 level BEGAN major +330");
    }

    @Test
    void absencesInTheMiddleAndAtTheEndGoTogether() throws Exception {
        valley.rule(
                1,
                "within",
                "PT30M",
                "step1.metric",
                "rain",
                "step1.above",
                "20",
                "step2.metric",
                "current",
                "step2.above",
                "1",
                "step2.absent",
                "true",
                "step3.metric",
                "level",
                "step3.above",
                "3",
                "step4.metric",
                "rain",
                "step4.above",
                "50",
                "step4.absent",
                "true",
                "step4.for",
                "PT5M");
        at(0, 1, 32);
        at(60, 2, 3.2);
        at(120, 1, 60);
        clock(1000);
        assertThat(words()).as("it has rained more").isEmpty();
        at(1000, 1, 0);
        at(1060, 1, 32);
        at(1100, 4, 3.2);
        at(1390, 3, 5);
        clock(1100 + 306);
        assertThat(words()).containsExactly("l-4 level BEGAN major +1400");
    }

    @Test
    void aPlaceWhereNothingGoesOnIsForgotten() throws Exception {
        valley.rule(1, ABSENCE);
        at(0, 1, 32);
        at(60, 2, 3.2);
        at(70, 3, 5);
        clock(80);
        assertThat(story.places()).isPositive();
        clock(2 * 3600);
        assertThat(story.places()).isZero();
        assertThat(words()).isEmpty();
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

    @Test
    void whereverItIsCutAndWithoutFlinkTheFindingsAreTheSame() throws Exception {
        valley.rule(1, ABSENCE);
        List<Reading> readings = readings();
        List<String> uncut = told(readings, -1);
        assertThat(uncut).hasSizeGreaterThan(10);
        for (int cut = 0; cut < readings.size(); cut += 211) {
            assertThat(told(readings, cut)).as("cut at %d", cut).isEqualTo(uncut);
        }
        List<String> alone = new ArrayList<>();
        LogPatterns patterns = new LogPatterns(valley.open(), found -> alone.add(found.toString()));
        long sequence = 0;
        for (Reading each : readings) {
            ReadingBatch batch = new ReadingBatch();
            batch.add(
                    each.sensorKey(),
                    each.metricKey(),
                    each.timeMicros(),
                    each.value(),
                    each.receivedMicros());
            patterns.show(new Slice(++sequence, each.receivedMicros(), batch));
        }
        assertThat(alone).containsExactlyInAnyOrderElementsOf(uncut);
    }

    /** Some of them received late, some too late. */
    private static List<Reading> readings() {
        Random random = new Random(3);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int[] sensors = {1, 2, 2, 3, 4, 11, 12};
            int sensor = sensors[random.nextInt(sensors.length)];
            short metric = sensor % 10 == 1 ? RAIN : sensor == 3 ? CURRENT : LEVEL;
            double[] typical = {0, 40, 5, 3};
            double value = random.nextDouble() < 0.6 ? 0 : typical[metric];
            long clock = NOON + i * 30_000L;
            long late = random.nextInt(10) == 0 ? random.nextInt(12_000) : 0;
            readings.add(new Reading(sensor, metric, (clock - late) * 1000, value, clock * 1000));
        }
        return readings;
    }

    private List<String> told(List<Reading> readings, int cut) throws Exception {
        try (Story told = new Story(valley)) {
            for (int i = 0; i < readings.size(); i++) {
                if (i == cut) {
                    told.restart();
                }
                long millis = readings.get(i).receivedMicros() / 1000;
                told.reading(readings.get(i), millis);
                told.clock(millis);
            }
            return new ArrayList<>(told.found().stream().map(Object::toString).toList());
        }
    }
}
