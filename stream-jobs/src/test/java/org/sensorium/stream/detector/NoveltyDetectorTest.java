package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sensorium.model.DetectorKind.NOVELTY;
import static org.sensorium.stream.detector.Series.MINUTE;
import static org.sensorium.stream.detector.Series.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoveltyDetectorTest extends DetectorContract {
    @Override
    Series series() {
        return Series.under(NOVELTY, "learn", "PT0S");
    }

    @Override
    int mostBytes() {
        return 2000;
    }

    private static Series warm() {
        Series series = Series.under(NOVELTY, "quiet", "PT1M", "learn", "PT0S");
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            series.at(i * SECOND, random.nextDouble() * 10);
        }
        assertThat(series.found).isEmpty();
        return series;
    }

    /** A fortnight of days with a rush hour, a reading every ten minutes. */
    private static Series daily(Series series) {
        Random random = new Random(3);
        for (int i = 0; i < 14 * 144; i++) {
            int hour = i / 6 % 24;
            series.at(i * 10 * MINUTE, (hour == 8 ? 50 : 10) + random.nextDouble());
        }
        return series;
    }

    @Test
    void whatGoesFarBeyondEverythingSoFarIsFoundOnceAndOverWhenQuiet() {
        Series series = warm().at(1000 * SECOND, 30);
        assertThat(series.found).containsExactly("BEGAN 1000..1000 30");
        assertThat(series.score).isGreaterThan(14);
        series.at(1001 * SECOND, 30);
        for (int i = 1002; i < 1090; i++) {
            series.at(i * SECOND, 4 + i % 3);
            assertThat(series.score).isZero();
        }
        for (int i = 1090; i < 1200; i++) {
            series.at(i * SECOND, 4 + i % 3);
        }
        assertThat(series.found).hasSize(2);
        assertThat(series.found.get(1)).startsWith("ENDED 1000..");
    }

    @Test
    void aLittleBeyondIsScoredButNotTold() {
        Series series = warm().at(1000 * SECOND, 10.1);
        assertThat(series.score).isBetween(10.0, 14.0);
        assertThat(series.found).isEmpty();
    }

    @Test
    void theFartherTheHigherWithoutEnd() {
        double before = 0;
        for (double value = 20; value < 1e140; value *= 1000) {
            double score = warm().at(1000 * SECOND, value).score;
            assertThat(score).isFinite().isGreaterThan(before + 9);
            before = score;
        }
    }

    @Test
    void theLongerNothingOfTheKindCameTheHigher() {
        Series series = warm();
        double early = series.at(1000 * SECOND, 15).score;
        Series longer = warm();
        Random random = new Random(2);
        for (int i = 1000; i < 9000; i++) {
            longer.at(i * SECOND, random.nextDouble() * 10);
        }
        assertThat(longer.at(9000 * SECOND, 15).score).isGreaterThan(early + 2);
    }

    @Test
    void beforeItIsWarmNothingCounts() {
        Series series = series();
        for (int i = 0; i < 200; i++) {
            series.at(i * SECOND, i * i);
            assertThat(series.score).isZero();
        }
        assertThat(series.found).isEmpty();
    }

    @Test
    void aRushHourThatDoesNotComeAndOneAtNightAreFoundThoughTheirValuesAreOrdinary() {
        for (int hour : new int[] {3, 8}) {
            Series series = daily(series());
            assertThat(series.found).isEmpty();
            for (int i = 0; i < 6 * hour; i++) {
                series.at((14 * 144 + i) * 10 * MINUTE, 10.5);
            }
            assertThat(series.found).isEmpty();
            series.at((14 * 144 + 6 * hour) * 10 * MINUTE, hour == 3 ? 50 : 10);
            assertThat(series.found).as("at %d h", hour).hasSize(1);
            assertThat(series.said.get(0))
                    .contains(
                            "at this hour of the week it is usually about "
                                    + (hour == 3 ? 10 : 50));
        }
    }

    @Test
    void aShiftWithinTheRangeIsFoundByItsMean() {
        Series series = warm();
        for (int i = 1000; i < 1100; i++) {
            series.at(i * SECOND, 9 + i % 2 * 0.5);
        }
        assertThat(series.found).hasSizeGreaterThanOrEqualTo(1);
        assertThat(series.said.get(0)).contains("stays about 9").contains("as it never has so far");
    }

    @Test
    void aSeriesThatStartsToSwingIsFoundByItsDeviation() {
        Series series = series();
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            series.at(i * SECOND, 5 * Math.sin(i / 200.0) + random.nextDouble());
        }
        series.said.clear();
        for (int i = 2000; i < 2020; i++) {
            series.at(i * SECOND, i % 2 * 6 - 3);
        }
        assertThat(series.said).anyMatch(said -> said.contains("moves about"));
    }

    @Test
    void aSeriesThatWasConstantHasAFiniteScore() {
        Series series = series();
        for (int i = 0; i < 300; i++) {
            series.at(i * SECOND, 0);
        }
        series.at(1000 * SECOND, 1e-300);
        assertThat(series.score).isFinite().isPositive();
        series.at(1001 * SECOND, 1e308).at(302 * SECOND, -1e308);
        assertThat(series.score).isFinite();
    }

    @Test
    void itTellsTheBoundAndWhatWouldHaveBeenInOrder() {
        Series told = warm().at(1000 * SECOND, 100);
        // Half a range of ten beyond the highest: at 1000 readings that has more than 14 bits.
        assertThat(told.findings.get(0).threshold()).isBetween(14.9, 15.1);
        assertThat(told.findings.get(0).expected()).isBetween(9.9, 10.0);
    }

    @Test
    void aFullWeekIsNoMoreThanTwoKilobytes() {
        Series series = daily(series());
        assertThat(series.written()).hasSizeBetween(1000, 2000);
        assertThat(daily(Series.under(NOVELTY, "tier", "2")).written()).hasSizeBetween(1000, 2500);
    }

    @Test
    void whatOthersWillReadCannotChangeWhatWasRead() {
        for (String tier : List.of("1", "2", "3")) {
            for (double end : new double[] {0, 1e9}) {
                List<Long> scores = new ArrayList<>();
                Series series = Series.under(NOVELTY, "tier", tier);
                Random random = new Random(8);
                for (int i = 0; i < 2000; i++) {
                    series.at(i * MINUTE, random.nextGaussian());
                    scores.add(Double.doubleToRawLongBits(series.score));
                }
                Series again = Series.under(NOVELTY, "tier", tier);
                Random same = new Random(8);
                for (int i = 0; i < 2000; i++) {
                    again.at(i * MINUTE, i < 1500 ? same.nextGaussian() : end);
                    if (i < 1500) {
                        assertThat(Double.doubleToRawLongBits(again.score))
                                .isEqualTo(scores.get(i));
                    }
                }
            }
        }
    }

    @Test
    void aTierThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Series.under(NOVELTY, "tier", "7"))
                .hasMessageContaining("tier is '7', wanted is one of 1, 2, 3");
    }

    @Test
    void itSaysItWithItsParameters() {
        assertThat(series().detector.describe(Locale.ENGLISH))
                .isEqualTo(
                        "Alerts, after the first 200 readings, when the value, its short mean, its"
                                + " fluctuation or its distance from what is usual at that hour of"
                                + " the week is outside what it has shown so far by more than 50 %"
                                + " of that range, with at least 14 bits of surprise and more than"
                                + " in the last 100 readings; clears after 10 min without news.");
    }
}
