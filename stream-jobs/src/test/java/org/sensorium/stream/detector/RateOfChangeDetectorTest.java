package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sensorium.model.DetectorKind.RATE_OF_CHANGE;
import static org.sensorium.stream.detector.Series.MINUTE;
import static org.sensorium.stream.detector.Series.SECOND;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class RateOfChangeDetectorTest extends DetectorContract {
    @Override
    Series series() {
        return Series.under(RATE_OF_CHANGE, "perMinute", "50");
    }

    @Test
    void aJumpIsFoundAtOnceAndOverAfterAQuietWhile() {
        Series series = Series.under(RATE_OF_CHANGE, "perMinute", "0.5", "quiet", "PT5M");
        series.at(0, 1).at(30 * SECOND, 1.1).at(40 * SECOND, 3);
        assertThat(series.found).containsExactly("BEGAN 40..40 3");
        for (int i = 2; i < 12; i++) {
            series.at(i * MINUTE, 3);
        }
        assertThat(series.found).containsExactly("BEGAN 40..40 3", "ENDED 40..480 3");
    }

    @Test
    void aSteadyRiseJustAboveTheBoundIsFound() {
        Series series = Series.under(RATE_OF_CHANGE, "perMinute", "0.5");
        for (int i = 0; i < 30; i++) {
            series.at(i * 10 * SECOND, i * 0.1);
        }
        assertThat(series.found).isNotEmpty();
    }

    @Test
    void aSteadyRiseJustBelowTheBoundIsNot() {
        Series series = Series.under(RATE_OF_CHANGE, "perMinute", "0.5");
        for (int i = 0; i < 300; i++) {
            series.at(i * 10 * SECOND, i * 0.08);
        }
        assertThat(series.found).isEmpty();
    }

    @Test
    void aTrifleBetweenTwoReadingsAMillisecondApartIsNoRise() {
        Series series = Series.under(RATE_OF_CHANGE, "perSecond", "1");
        series.at(0, 1).at(1000, 1.5).at(2000, 1).at(SECOND, 1.9);
        assertThat(series.found).isEmpty();
    }

    @Test
    void readingsFarApartAreJudgedByTheirDistance() {
        Series series = Series.under(RATE_OF_CHANGE, "perMinute", "0.5");
        series.at(0, 0).at(10 * MINUTE, 4.9).at(20 * MINUTE, 10);
        assertThat(series.found).containsExactly("BEGAN 1200..1200 10");
    }

    @Test
    void aFallCanBeLeftOut() {
        Series series = Series.under(RATE_OF_CHANGE, "perSecond", "1", "direction", "rise");
        series.at(0, 9).at(SECOND, 0);
        assertThat(series.found).isEmpty();
        series.at(2 * SECOND, 9);
        assertThat(series.found).containsExactly("BEGAN 2..2 9");
    }

    @Test
    void itSaysItWithItsParameters() {
        assertThat(series().detector.describe(Locale.ENGLISH))
                .isEqualTo(
                        "Alerts when the value changes faster than 50 a minute, clears after 5 min"
                                + " without.");
        assertThatThrownBy(() -> Series.under(RATE_OF_CHANGE))
                .hasMessageContaining("one of perSecond and perMinute");
    }
}
