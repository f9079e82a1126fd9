package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.DetectorKind.SILENCE;
import static org.sensorium.stream.detector.Series.MINUTE;
import static org.sensorium.stream.detector.Series.SECOND;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sensorium.model.Metric;

class SilenceDetectorTest extends DetectorContract {
    @Override
    Series series() {
        return Series.under(SILENCE, "intervals", "5", "atLeast", "PT30S");
    }

    private static Series reportingEvery(Duration interval) {
        Metric metric = new Metric((short) 1, "pm25", "ug/m3", 0, 1000, interval);
        return new Series(Detector.of(Series.rule(SILENCE), metric));
    }

    @Test
    void whoNeverSpokeIsNotSilent() {
        Series series = reportingEvery(Duration.ofMinutes(1)).elapse(100 * MINUTE);
        assertThat(series.found).isEmpty();
        assertThat(series.detector.deadlineMicros(series.memory)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theRegisteredIntervalCountsFromTheFirstReading() {
        Series series = reportingEvery(Duration.ofMinutes(1)).at(0, 1);
        assertThat(series.detector.deadlineMicros(series.memory)).isEqualTo(5 * MINUTE);
        series.elapse(5 * MINUTE - 1);
        assertThat(series.found).isEmpty();
        series.elapse(5 * MINUTE).elapse(6 * MINUTE).at(7 * MINUTE, 3);
        assertThat(series.found).containsExactly("BEGAN 0..300 NaN", "ENDED 0..420 3");
    }

    @Test
    void withoutAnIntervalTheUsualGapIsLearned() {
        Series series = series().at(0, 1);
        assertThat(series.detector.deadlineMicros(series.memory)).isEqualTo(Long.MAX_VALUE);
        series.at(MINUTE, 1).at(2 * MINUTE, 1);
        assertThat(series.detector.deadlineMicros(series.memory)).isEqualTo(7 * MINUTE);
    }

    @Test
    void itIsNeverImpatientBelowTheLeastTime() {
        Series series = series().at(0, 1).at(SECOND, 1);
        assertThat(series.detector.deadlineMicros(series.memory)).isEqualTo(31 * SECOND);
    }

    @Test
    void aReplayOfFiveMinuteReadingsInAMomentIsJudgedByTheFiveMinutes() {
        Series series = series();
        for (int i = 0; i < 1000; i++) {
            series.at(i * 5 * MINUTE, 1, i * 100);
        }
        assertThat(series.detector.deadlineMicros(series.memory)).isGreaterThan(24 * MINUTE);
    }

    @Test
    void oneOutageIsNoHabit() {
        Series series = series();
        for (int i = 0; i < 100; i++) {
            series.at(i * MINUTE, 1);
        }
        series.at(10_000 * MINUTE, 1);
        long patience = series.detector.deadlineMicros(series.memory) - 10_000 * MINUTE;
        assertThat(patience).isLessThan(15 * MINUTE);
    }

    @Test
    void itSaysItWithItsParameters() {
        assertThat(reportingEvery(Duration.ofMinutes(1)).detector.describe(Locale.ENGLISH))
                .isEqualTo(
                        "Alerts when nothing was received for 5 times 1 min and at least 30 s,"
                                + " clears with the next reading.");
    }
}
