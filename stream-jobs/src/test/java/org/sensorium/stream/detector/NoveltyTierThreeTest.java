package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.DetectorKind.NOVELTY;
import static org.sensorium.stream.detector.Series.SECOND;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoveltyTierThreeTest extends DetectorContract {
    private static final int PERIOD = 40;

    @Override
    Series series() {
        return Series.under(NOVELTY, "tier", "3", "learn", "PT0S");
    }

    @Override
    int mostBytes() {
        return 2_000_000;
    }

    @Override
    int looksEvery() {
        return 8;
    }

    @Test
    void itSaysThatItLooksAtMore() {
        assertThat(series().detector.describe(Locale.ENGLISH))
                .contains("or the pattern that they form");
        assertThat(series().detector.describe(Locale.CHINESE)).contains("走势");
    }

    @Test
    void aWaveThatRunsBackwardsFitsIntoNoTreeAlthoughAllItsValuesAreKnown() {
        Forest forest = new Forest();
        Random random = new Random(5);
        double usual = 0;
        for (int i = 0; i < 40 * PERIOD; i++) {
            double score = forest.take(sawtooth(i) + random.nextGaussian() * 0.1);
            usual = i > 30 * PERIOD ? Math.max(usual, score) : 0;
        }
        double backwards = 0;
        for (int i = PERIOD; i > 0; i--) {
            backwards = Math.max(backwards, forest.take(sawtooth(i)));
        }

        assertThat(forest.isGrown()).isTrue();
        assertThat(backwards).isGreaterThan(1.2 * usual);
    }

    private static double sawtooth(int i) {
        return i % PERIOD;
    }

    @Test
    void aMemoryOfTheSecondTierGoesOn() {
        Series series = Series.under(NOVELTY, "tier", "2", "learn", "PT0S");
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            series.at(i * SECOND, random.nextDouble() * 10);
        }
        series.detector = series().detector;
        series.at(1000 * SECOND, 30);
        assertThat(series.found).containsExactly("BEGAN 1000..1000 30");
    }
}
