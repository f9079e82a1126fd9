package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sensorium.model.DetectorKind.THRESHOLD;
import static org.sensorium.stream.detector.Series.SECOND;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ThresholdDetectorTest extends DetectorContract {
    @Override
    Series series() {
        return Series.under(THRESHOLD, "above", "60", "clear", "40");
    }

    @Test
    void theBoundItselfIsInOrder() {
        Series series = series().at(0, 60).at(SECOND, 60.01);
        assertThat(series.found).containsExactly("BEGAN 1..1 60.01");
    }

    @Test
    void betweenTheBoundsNothingBeginsAndNothingEnds() {
        Series series = series().at(0, 50).at(SECOND, 61).at(2 * SECOND, 41).at(3 * SECOND, 59);
        assertThat(series.found).containsExactly("BEGAN 1..1 61");
        series.at(4 * SECOND, 40);
        assertThat(series.found).containsExactly("BEGAN 1..1 61", "ENDED 1..4 40");
    }

    @Test
    void whatIsNotablyWorseIsTold() {
        Series series = series().at(0, 61).at(SECOND, 66).at(2 * SECOND, 70).at(3 * SECOND, 90);
        assertThat(series.found)
                .containsExactly("BEGAN 0..0 61", "WORSENED 0..2 70", "WORSENED 0..3 90");
    }

    @Test
    void itHasToLastAsLongAsTheRuleSays() {
        Series series = Series.under(THRESHOLD, "above", "60", "for", "PT10S");
        series.at(0, 61).at(5 * SECOND, 59).at(6 * SECOND, 61).at(15 * SECOND, 61);
        assertThat(series.found).isEmpty();
        series.at(16 * SECOND, 61);
        assertThat(series.found).containsExactly("BEGAN 6..16 61");
    }

    @Test
    void itHasToStayBackAsLongAsTheRuleSays() {
        Series series = Series.under(THRESHOLD, "above", "60", "hold", "PT10S");
        series.at(0, 61).at(SECOND, 59).at(5 * SECOND, 61).at(6 * SECOND, 59).at(15 * SECOND, 59);
        assertThat(series.found).containsExactly("BEGAN 0..0 61");
        series.at(16 * SECOND, 59);
        assertThat(series.found).containsExactly("BEGAN 0..0 61", "ENDED 0..16 59");
    }

    @Test
    void belowIsWatchedToo() {
        Series series = Series.under(THRESHOLD, "below", "5", "clear", "6");
        series.at(0, 4).at(SECOND, 5.5).at(2 * SECOND, 6);
        assertThat(series.found).containsExactly("BEGAN 0..0 4", "ENDED 0..2 6");
    }

    @Test
    void aChangedBoundFindsTheMemoryOfItsPredecessor() {
        Series series = series().at(0, 61);
        series.detector = Detector.of(Series.rule(THRESHOLD, "above", "80"), null);
        series.at(SECOND, 62);
        assertThat(series.found).containsExactly("BEGAN 0..0 61", "ENDED 0..1 62");
    }

    @Test
    void itSaysItWithItsParameters() {
        Detector detector =
                Series.under(THRESHOLD, "above", "150", "clear", "120", "for", "PT90S").detector;
        assertThat(detector.describe(Locale.ENGLISH))
                .isEqualTo("Alerts when the value is above 150 for 1 min 30 s, clears at 120.");
        assertThat(detector.describe(Locale.CHINESE)).isEqualTo("数值高于150持续1分钟30秒时告警，回到120时解除。");
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        assertThatThrownBy(() -> Series.under(THRESHOLD))
                .hasMessage("rule 'r-1': threshold needs above or below");
        assertThatThrownBy(() -> Series.under(THRESHOLD, "above", "high"))
                .hasMessage("rule 'r-1': above is 'high', wanted is a decimal number");
        assertThatThrownBy(() -> Series.under(THRESHOLD, "above", "5", "clear", "6"))
                .hasMessageContaining("at most above, 5");
        assertThatThrownBy(() -> Series.under(THRESHOLD, "above", "5", "for", "10s"))
                .hasMessageContaining("ISO-8601");
    }
}
