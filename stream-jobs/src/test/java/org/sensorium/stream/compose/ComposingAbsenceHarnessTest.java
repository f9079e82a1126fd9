package org.sensorium.stream.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.stream.compose.Valley.CURRENT;
import static org.sensorium.stream.compose.Valley.LEVEL;
import static org.sensorium.stream.compose.Valley.RAIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sensorium.model.ReadingBatch;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.log.Slice;

class ComposingAbsenceHarnessTest extends ValleyTest {
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
