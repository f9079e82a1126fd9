package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.DetectorKind.NOVELTY;
import static org.sensorium.stream.detector.Series.SECOND;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoveltyTierTwoTest extends DetectorContract {
    @Override
    Series series() {
        return Series.under(NOVELTY, "tier", "2", "learn", "PT0S");
    }

    @Override
    int mostBytes() {
        return 2500;
    }

    @Test
    void itSaysThatItLooksAtMore() {
        assertThat(series().detector.describe(Locale.ENGLISH))
                .contains("or the median or spread of the last readings");
        assertThat(series().detector.describe(Locale.CHINESE)).contains("中位数");
    }

    @Test
    void aRuleThatGoesUpATierKeepsWhatWasLearned() {
        Series series = Series.under(NOVELTY, "learn", "PT0S");
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            series.at(i * SECOND, random.nextDouble() * 10);
        }
        series.detector = series().detector;
        series.at(1000 * SECOND, 30);
        assertThat(series.found).containsExactly("BEGAN 1000..1000 30");
    }

    @Test
    void medianAndSpreadAreThoseOfTheLastTwenty() {
        Random random = new Random(4);
        double[] all = random.doubles(500).map(x -> Math.rint(x * 20) - 10).toArray();
        RecentReadings recent = new RecentReadings();
        for (int i = 0; i < all.length; i++) {
            recent.learn(all[i] == 3 ? -0.0 : all[i]);
            assertThat(recent.isFull()).isEqualTo(i >= 19);
            if (recent.isFull()) {
                double[] last = Arrays.copyOfRange(all, i - 19, i + 1);
                for (int k = 0; k < last.length; k++) {
                    last[k] = last[k] == 3 ? -0.0 : last[k];
                }
                Arrays.sort(last);
                assertThat(recent.median()).isEqualTo(last[10]);
                assertThat(recent.spread()).isEqualTo(last[15] - last[5]);
            }
        }
    }
}
