package org.sensorium.stream.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.sensorium.stream.detect.Arming;
import org.sensorium.stream.detect.Neighbourly.MinuteMean;
import org.sensorium.stream.detect.Novelties;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detector.Turn;

class NeighbourhoodTest {
    private static final int DAY = 24 * 60;
    private static final int START = 28_928_160;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private Row row = new Row(12, 12);
    private Arming arming = new Arming(row);
    private Neighbourhood square = new Neighbourhood(name());
    private final Random noise = new Random(4);
    private final List<String> told = new ArrayList<>();
    private final List<SeriesFinding> found = new ArrayList<>();
    private int now;
    private int novelties;

    private String name() {
        var watched = arming.watched(0, Row.CELSIUS);
        assertThat(watched).isNotNull();
        return String.valueOf(watched.square());
    }

    private void sensors(int count) {
        row = new Row(count, count);
        arming = new Arming(row);
        square = new Neighbourhood(name());
    }

    /** So many minutes, in which each sensor measures the day's course and what is added to it. */
    private void pass(int minutes, int sensors, IntToDoubleFunction added) {
        for (int i = 0; i < minutes; i++, now++) {
            double common = 15 + 8 * Math.sin(2 * Math.PI * now / DAY);
            for (int key = 0; key < sensors; key++) {
                double value = common + 0.2 * noise.nextGaussian() + added.applyAsDouble(key);
                hear(key, now, value, now + 1);
            }
            tick(now + 1);
        }
    }

    private void hear(int key, int minute, double value, int clock) {
        square.take(
                new MinuteMean(
                        name(),
                        key,
                        Row.CELSIUS,
                        START + minute,
                        value,
                        (START + clock) * MILLIS_PER_MINUTE),
                (START + clock) * MILLIS_PER_MINUTE - 1,
                this::told);
    }

    private void tick(int minute) {
        while (square.dueTick() <= START + minute) {
            square.tick(square.dueTick(), arming, this::told);
        }
    }

    private void told(SquareNews news) {
        if (news instanceof SquareNews.Fault fault) {
            found.add(fault.found());
            told.add(fault.sensorKey() + " " + fault.found().finding().turn());
        } else if (news instanceof SquareNews.Novelty) {
            novelties++;
        } else if (news instanceof SquareNews.Suspicion suspicion) {
            told.add(suspicion.sensorKey() + (suspicion.suspect() ? " suspect" : " fine"));
        }
    }

    private static IntToDoubleFunction only(int sensor, double by) {
        return key -> key == sensor ? by : 0;
    }

    @Test
    void whoDepartsAloneForAQuarterOfAnHourIsBrokenUntilItAgreesForAsLong() {
        pass(2 * DAY, 12, only(3, 4));
        assertThat(told).as("an offset that was always there").isEmpty();

        pass(14, 12, only(3, 9));
        pass(10, 12, only(3, 4));
        assertThat(told).as("too short").containsExactly("3 suspect", "3 fine");
        told.clear();

        pass(60, 12, only(3, 9));
        assertThat(told).containsExactly("3 suspect", "3 BEGAN");
        SeriesFinding began = found.get(0);
        assertThat(began.messageEn())
                .startsWith("celsius of sensor t-3 is ")
                .contains("where its 11 neighbours measure ")
                .endsWith("departed from them for 15 min.");
        assertThat(began.messageZh()).contains("其11个邻近传感器的中位数为").endsWith("已单独偏离15分钟。");
        assertThat(began.finding().value() - began.finding().expected()).isBetween(4.0, 6.0);
        assertThat(began.finding().threshold())
                .isBetween(began.finding().expected(), began.finding().value());
        assertThat(began.finding().atMicros() - began.finding().onsetMicros())
                .isEqualTo(15 * 60_000_000L);

        pass(20, 12, only(3, 4));
        assertThat(told).containsExactly("3 suspect", "3 BEGAN", "3 ENDED", "3 fine");
        assertThat(found.get(1).messageEn())
                .isEqualTo("celsius of sensor t-3 agrees with its neighbours again.");
        assertThat(found.get(1).finding().onsetMicros()).isEqualTo(began.finding().onsetMicros());
    }

    @Test
    void aNoveltyGoesOnAtOnceWhereThereIsNobodyToCompareWith() {
        pass(60, 3, key -> 0);
        assertThat(novelties()).as("three sensors").isOne();

        pass(60, 12, key -> 0);
        assertThat(novelties()).as("twelve").isOne();
        tick(now + 1);
        assertThat(novelties).as("at the full minute").isEqualTo(2);
    }

    /** Shows one more; returns how many have gone on. */
    private int novelties() {
        long clockMillis = (START + now) * MILLIS_PER_MINUTE;
        square.take(
                Novelties.at(clockMillis, name(), Turn.BEGAN, 1, Row.CELSIUS, "celsius"),
                clockMillis - 1,
                this::told);
        return novelties;
    }

    @Test
    void severalAreNotAlone() {
        pass(2 * DAY, 12, key -> 0);
        pass(2 * 60, 12, key -> key < 3 ? 9 : 0);

        assertThat(found).isEmpty();
    }

    @Test
    void aSlowDriftDoesNotTakeWhatIsUsualAlong() {
        pass(2 * DAY, 12, key -> 0);
        int from = now;
        pass(2 * DAY, 12, key -> key == 5 ? 6.0 * (now - from) / (2 * DAY) : 0);

        assertThat(told).contains("5 BEGAN").doesNotContain("5 ENDED");
        assertThat(found).hasSize(1);
    }

    @Test
    void oneThatIsBrokenFromItsFirstDayDoesNotHideAnother() {
        pass(2 * DAY, 12, key -> key == 0 ? 20 * noise.nextGaussian() : 0);
        pass(60, 12, key -> key == 0 ? 20 * noise.nextGaussian() : key == 7 ? 5 : 0);

        assertThat(told).contains("7 BEGAN").doesNotContain("0 BEGAN");
    }

    @Test
    void threeAreTooFew() {
        sensors(3);
        pass(2 * DAY, 3, key -> 0);
        pass(DAY, 3, only(1, 30));

        assertThat(told).isEmpty();
    }

    @Test
    void aSensorOfWhichTheRuleNoLongerHoldsIsLetGoOf() {
        pass(2 * DAY, 12, key -> 0);
        pass(30, 12, only(3, 9));
        told.clear();

        row.rule("exempt", "t-3", false);
        pass(1, 12, only(3, 9));

        assertThat(told).containsExactly("3 fine", "3 ENDED");
        assertThat(found.get(1).messageEn())
                .isEqualTo("celsius of sensor t-3 is no longer compared with its neighbours.");
    }

    @Test
    void aSensorThatMovesToAnotherSquareIsLetGoOf() {
        pass(2 * DAY, 12, key -> 0);
        pass(30, 12, only(3, 9));
        told.clear();

        row.place(3, 1);
        pass(1, 12, only(3, 9));

        assertThat(told).containsExactly("3 fine", "3 ENDED");
    }

    @Test
    void whatIsUploadedLateIsNotCompared() {
        pass(2 * DAY, 12, key -> 0);
        for (int minute = now - 120; minute < now - 60; minute++) {
            hear(3, minute, 99, now + 1);
        }
        pass(30, 12, key -> 0);

        assertThat(told).isEmpty();
    }

    @Test
    void whereNothingIsHeardNothingIsDue() {
        pass(10, 12, key -> 0);
        assertThat(square.dueTick()).isBetween(START + now + 1L, START + now + 2L);

        tick(now + 60);

        assertThat(square.dueTick()).isEqualTo(Neighbourhood.NONE);
    }
}
