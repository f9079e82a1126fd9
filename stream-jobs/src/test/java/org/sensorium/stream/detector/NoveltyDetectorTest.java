package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.DetectorKind.NOVELTY;
import static org.sensorium.stream.detector.Series.SECOND;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoveltyDetectorTest extends DetectorContract {
    @Override
    Series series() {
        return Series.under(NOVELTY);
    }

    private static Series warm() {
        Series series = Series.under(NOVELTY, "quiet", "PT1M");
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            series.at(i * SECOND, random.nextDouble() * 10);
        }
        assertThat(series.found).isEmpty();
        return series;
    }

    @Test
    void whatGoesFarBeyondEverythingSoFarIsFoundOnceAndOverWhenQuiet() {
        Series series = warm().at(300 * SECOND, 30);
        assertThat(series.found).containsExactly("BEGAN 300..300 30");
        assertThat(series.score).isGreaterThan(1);
        series.at(301 * SECOND, 30);
        assertThat(series.score).isZero();
        for (int i = 302; i < 400; i++) {
            series.at(i * SECOND, 5);
        }
        assertThat(series.found).containsExactly("BEGAN 300..300 30", "ENDED 300..361 5");
    }

    @Test
    void aLittleBeyondIsScoredButNotTold() {
        Series series = warm().at(300 * SECOND, 11);
        assertThat(series.score).isBetween(0.01, 1.0);
        assertThat(series.found).isEmpty();
    }

    @Test
    void theFartherTheHigherWithoutEnd() {
        double before = 0;
        for (double value = 20; value < 1e12; value *= 10) {
            double score = warm().at(300 * SECOND, value).score;
            assertThat(score).isGreaterThan(before + 0.9);
            before = score;
        }
    }

    @Test
    void beforeItIsWarmNothingCounts() {
        Series series = series();
        for (int i = 0; i < 199; i++) {
            series.at(i * SECOND, i * i);
            assertThat(series.score).isZero();
        }
        assertThat(series.found).isEmpty();
    }

    @Test
    void aSeriesThatWasConstantHasAFiniteScore() {
        Series series = series();
        for (int i = 0; i < 300; i++) {
            series.at(i * SECOND, 0);
        }
        series.at(300 * SECOND, 1e-300);
        assertThat(series.score).isFinite().isPositive();
    }

    @Test
    void itSaysItWithItsParameters() {
        assertThat(series().detector.describe(Locale.ENGLISH))
                .isEqualTo(
                        "Alerts, after the first 200 readings, when the value is outside what it"
                                + " has shown so far by more than 25 % of that range and more so"
                                + " than in the last 100 readings; clears after 10 min inside.");
    }
}
