package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.DetectorKind.FLATLINE;
import static org.sensorium.stream.detector.Series.MINUTE;
import static org.sensorium.stream.detector.Series.SECOND;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class FlatlineDetectorTest extends DetectorContract {
    @Override
    Series series() {
        return Series.under(FLATLINE, "for", "PT10M", "readings", "5");
    }

    @Override
    boolean looksForConstancy() {
        return true;
    }

    @Test
    void itTakesBothTimeAndReadings() {
        Series fewReadings = series().at(0, 7).at(20 * MINUTE, 7);
        assertThat(fewReadings.found).isEmpty();
        Series shortTime = series();
        for (int i = 0; i < 20; i++) {
            shortTime.at(i * SECOND, 7);
        }
        assertThat(shortTime.found).isEmpty();
        shortTime.at(10 * MINUTE, 7);
        assertThat(shortTime.found).containsExactly("BEGAN 0..600 7");
    }

    @Test
    void theFirstChangeEndsIt() {
        Series series = series();
        for (int i = 0; i <= 10; i++) {
            series.at(i * MINUTE, 7);
        }
        series.at(11 * MINUTE, 7.001);
        assertThat(series.found).containsExactly("BEGAN 0..600 7", "ENDED 0..660 7.001");
    }

    @Test
    void whatIsWithinTheToleranceIsTheSame() {
        Series series = Series.under(FLATLINE, "for", "PT10M", "readings", "5", "tolerance", "0.5");
        for (int i = 0; i <= 10; i++) {
            series.at(i * MINUTE, 7 + (i % 2) * 0.5);
        }
        assertThat(series.found).hasSize(1);
    }

    @Test
    void whereTheSeriesEndsNothingIsStuckButOnlyIfItLayThereBefore() {
        Series series = series();
        for (int night = 0; night < 3; night++) {
            for (int i = 0; i < 20; i++) {
                series.at((night * 100 + i) * MINUTE, 0);
            }
            series.at((night * 100 + 30) * MINUTE, 7).at((night * 100 + 31) * MINUTE, 3);
        }
        assertThat(series.found).containsExactly("BEGAN 0..600 0", "ENDED 0..1800 7");
        for (int i = 0; i < 20; i++) {
            series.at((400 + i) * MINUTE, -1);
        }
        assertThat(series.found).hasSize(3).last().isEqualTo("BEGAN 24000..24600 -1");
    }

    @Test
    void itSaysItWithItsParameters() {
        assertThat(series().detector.describe(Locale.ENGLISH))
                .isEqualTo(
                        "Alerts when the value has not moved by more than 0 for 10 min and 5"
                                + " readings, clears when it moves.");
    }
}
