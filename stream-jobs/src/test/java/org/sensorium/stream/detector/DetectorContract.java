package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every detector. */
abstract class DetectorContract {
    private static final int READINGS = 3000;

    /** A series under the detector, with parameters that the story below makes find something. */
    abstract Series series();

    /** Whether a value that never changes is what it looks for. */
    boolean looksForConstancy() {
        return false;
    }

    /** So many bytes hold all that it remembers. */
    int mostBytes() {
        return 120;
    }

    /** How many readings lie between two looks at all of the memory, where that is much. */
    int looksEvery() {
        return 1;
    }

    /** Noise about a slow wave, with spikes, a step, a stuck stretch and gaps: seeded. */
    private static List<double[]> story() {
        Random random = new Random(42);
        List<double[]> story = new ArrayList<>();
        double time = 1_700_000_000;
        for (int i = 0; i < READINGS; i++) {
            time += i % 701 == 700 ? 3600 : 10 + random.nextInt(3);
            double value = 20 + 5 * Math.sin(i / 200.0) + random.nextGaussian();
            if (i % 500 == 499) {
                value += 100;
            }
            if (i > 1200 && i < 1300) {
                value = 17.25;
            }
            story.add(new double[] {time, value});
        }
        return story;
    }

    private static void tell(Series series, double[] reading) {
        long micros = (long) reading[0] * Series.SECOND;
        long deadline = series.detector.deadlineMicros(series.memory);
        if (deadline < micros) {
            series.elapse(deadline);
        }
        series.at(micros, reading[1]);
    }

    @Test
    void theSameReadingsGiveTheSameFindings() {
        Series live = series();
        Series replay = series();
        story().forEach(reading -> tell(live, reading));
        story().forEach(reading -> tell(replay, reading));

        assertThat(live.found).isNotEmpty().isEqualTo(replay.found);
    }

    @Test
    void aRestoreAtAnyPointChangesNothing() {
        Series uncut = series();
        List<double[]> story = story();
        story.forEach(reading -> tell(uncut, reading));
        for (int cut = 0; cut < story.size(); cut += 97 * looksEvery()) {
            Series before = series();
            story.subList(0, cut).forEach(reading -> tell(before, reading));
            Series after = before.restored();
            story.subList(cut, story.size()).forEach(reading -> tell(after, reading));

            assertThat(after.score).isEqualTo(uncut.score);
            assertThat(after.found).as("cut at %d", cut).isEqualTo(uncut.found);
            assertThat(after.written()).isEqualTo(uncut.written());
        }
    }

    @Test
    void itsMemoryStaysAsSmallAsItWas() {
        Series series = series();
        int told = 0;
        for (double[] reading : story()) {
            tell(series, reading);
            if (++told % looksEvery() == 0) {
                assertThat(series.written()).hasSizeLessThanOrEqualTo(mostBytes());
            }
        }
    }

    @Test
    void itNeverLooksAhead() {
        List<double[]> story = story();
        Series whole = series();
        List<Integer> foundAfter = new ArrayList<>();
        List<Long> scoreOf = new ArrayList<>();
        for (double[] reading : story) {
            tell(whole, reading);
            foundAfter.add(whole.found.size());
            scoreOf.add(Double.doubleToRawLongBits(whole.score));
        }
        for (int length = 1; length < story.size(); length += 331) {
            Series part = series();
            for (int i = 0; i < length; i++) {
                tell(part, story.get(i));
                assertThat(part.found).hasSize(foundAfter.get(i));
                assertThat(Double.doubleToRawLongBits(part.score)).isEqualTo(scoreOf.get(i));
            }
        }
    }

    @Test
    void aConstantValueIsNoNewsToIt() {
        Series series = series();
        for (int i = 0; i < READINGS; i++) {
            tell(series, new double[] {1_700_000_000 + i * 10, 20});
        }
        if (looksForConstancy()) {
            assertThat(series.found).hasSize(1);
        } else {
            assertThat(series.found).isEmpty();
        }
    }

    @Test
    void itSaysWhatItDoesInBothLanguages() {
        Detector detector = series().detector;
        assertThat(detector.describe(Locale.ENGLISH)).startsWith("Alerts").endsWith(".");
        assertThat(detector.describe(Locale.CHINESE)).contains("告警").endsWith("。");
    }

    @Test
    void anAbandonedEpisodeIsNotOpenAnyMore() {
        Series series = series();
        for (double[] reading : story()) {
            long micros = (long) reading[0] * Series.SECOND;
            series.elapse(Math.min(micros, series.detector.deadlineMicros(series.memory)));
            if (!series.memory.isOpen()) {
                series.at(micros, reading[1]);
            }
            if (series.memory.isOpen()) {
                series.memory.end();
                assertThat(series.memory.isOpen()).isFalse();
                return;
            }
        }
        throw new AssertionError("the story opened nothing");
    }
}
