package org.sensorium.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sensorium.stream.Cut;
import org.sensorium.stream.log.Reading;

class MinuteWindowsHarnessTest {
    /** Noon, in milliseconds and on a full minute. */
    private static final long NOON = 1_700_049_600_000L;

    private static final short PM25 = 1;
    private static final Duration LATENESS = Duration.ofMinutes(5);
    private static final Duration DELAY = Duration.ofSeconds(10);

    private static Cut<Reading, RollUpChange> windows() throws Exception {
        return new Cut<>(
                () -> new MinuteWindows(LATENESS, DELAY),
                Reading::sensorKey,
                new RollUpChangeForm());
    }

    private static Reading reading(int sensor, long atMillis, double value) {
        return new Reading(sensor, PM25, atMillis * 1000, value, atMillis * 1000);
    }

    private static void send(Cut<Reading, RollUpChange> to, int sensor, long at, double value)
            throws Exception {
        to.element(reading(sensor, at, value), at);
        to.watermark(at - 1);
    }

    private static List<String> words(Cut<Reading, RollUpChange> from) {
        List<String> words = new ArrayList<>();
        for (RollUpChange change : from.given()) {
            String minute =
                    change.sensorKey() + "@" + (change.bucketMicros() / 1000 - NOON) / 60_000;
            words.add(
                    change instanceof RollUpChange.Whole whole
                            ? minute + " " + whole.rollUp().count() + "x " + whole.rollUp().sum()
                            : minute + " stale");
        }
        from.given().clear();
        return words;
    }

    @Test
    void aMinuteIsGivenOutSecondsAfterItsFirstReadingAndWhenItIsOver() throws Exception {
        try (var windows = windows()) {
            send(windows, 7, NOON - 30_000, 0);
            send(windows, 7, NOON, 1);
            assertThat(words(windows)).containsExactly("7@-1 stale", "7@0 1x 1.0");
            send(windows, 7, NOON + 5_000, 2);
            windows.watermark(NOON + 14_999);
            assertThat(words(windows)).isEmpty();
            windows.watermark(NOON + 15_000);
            assertThat(words(windows)).containsExactly("7@0 2x 3.0");
            send(windows, 7, NOON + 50_000, 4);
            send(windows, 7, NOON + 60_000, 8);
            assertThat(words(windows)).containsExactly("7@0 3x 7.0");
        }
    }

    /** Its first minute is the store's, and soon written. */
    private static void hearOfTheSeries(Cut<Reading, RollUpChange> windows) throws Exception {
        send(windows, 7, NOON - 90_000, 0);
        windows.watermark(NOON - 70_000);
        words(windows);
    }

    @Test
    void aMinuteThatHasJustBegunWaitsForTheOthersReadings() throws Exception {
        try (var windows = windows()) {
            hearOfTheSeries(windows);
            send(windows, 7, NOON - 5_000, 1);
            send(windows, 7, NOON + 1_000, 2);
            assertThat(words(windows)).containsExactly("7@-1 1x 1.0");
            windows.watermark(NOON + 5_000);
            assertThat(words(windows)).isEmpty();
            windows.watermark(NOON + 10_000);
            assertThat(words(windows)).containsExactly("7@0 1x 2.0");
        }
    }

    @Test
    void aClockThatIsAheadDelaysNothing() throws Exception {
        try (var windows = windows()) {
            hearOfTheSeries(windows);
            windows.element(reading(7, NOON + 3_600_000, 1), NOON);
            windows.watermark(NOON + 10_000);
            assertThat(words(windows)).containsExactly("7@60 1x 1.0");
        }
    }

    @Test
    void withVeryManyLiveSensorsGrowingMinutesWaitLonger() throws Exception {
        try (var windows = windows()) {
            for (int sensor = 1; sensor <= 40_000; sensor++) {
                windows.element(reading(sensor, NOON, 1), NOON);
            }
            windows.watermark(NOON + 19_000);
            assertThat(words(windows)).isEmpty();
            windows.watermark(NOON + 20_000);
            assertThat(words(windows)).contains("1@0 stale", "40000@0 stale").hasSize(40_000);
        }
    }

    @Test
    void theFirstMinuteOfASeriesIsTheStores() throws Exception {
        try (var windows = windows()) {
            send(windows, 7, NOON, 1);
            windows.watermark(NOON + 10_000);
            assertThat(words(windows)).containsExactly("7@0 stale");
        }
    }

    @Test
    void aLateReadingCorrectsItsMinuteAndAVeryLateOneLeavesItToTheStore() throws Exception {
        try (var windows = windows()) {
            for (int minute = -1; minute < 4; minute++) {
                send(windows, 7, NOON + minute * 60_000, 1);
            }
            windows.watermark(NOON + 200_000);
            words(windows);

            windows.element(reading(7, NOON + 30_000, 10), NOON + 201_000);
            windows.element(reading(7, NOON - 3_600_000, 10), NOON + 201_000);
            windows.watermark(NOON + 211_000);

            assertThat(words(windows)).containsExactlyInAnyOrder("7@0 2x 11.0", "7@-60 stale");
        }
    }

    @Test
    void yearsAtFullSpeedAreWrittenOnce() throws Exception {
        try (var windows = windows()) {
            for (int i = 0; i < 1000; i++) {
                windows.element(reading(7, NOON - 1_000_000_000L + i * 300_000L, i), NOON + i);
            }
            windows.watermark(NOON + 60_000);
            assertThat(words(windows)).hasSize(1000);
        }
    }

    @Test
    void aSensorAtRestHasNoTimerAndNoMinutes() throws Exception {
        try (var windows = windows()) {
            send(windows, 7, NOON, 1);
            send(windows, 7, NOON + 60_000, 1);
            assertThat(windows.timers()).isEqualTo(1);
            windows.watermark(NOON + 60_000 + LATENESS.toMillis());
            windows.watermark(NOON + 61_000 + 2 * LATENESS.toMillis());
            assertThat(windows.timers()).isZero();
            words(windows);
            send(windows, 7, NOON + 90_000, 1);
            windows.watermark(NOON + 100_000 + 2 * LATENESS.toMillis());
            assertThat(words(windows)).containsExactly("7@1 stale");
        }
    }

    @Test
    void whereverItIsCutAndHoweverItIsSplitTheLastWordOnEachMinuteIsTheSame() throws Exception {
        TreeMap<String, RollUpChange> uncut = lastWords(-1, 1);
        assertThat(uncut).hasSizeGreaterThan(50);
        for (int cut = 0; cut < 300; cut += 41) {
            assertThat(lastWords(cut, 1)).as("cut at %d", cut).isEqualTo(uncut);
            assertThat(lastWords(cut, 2)).as("cut in two at %d", cut).isEqualTo(uncut);
        }
    }

    private static TreeMap<String, RollUpChange> lastWords(int cut, int into) throws Exception {
        Random random = new Random(5);
        try (var windows = windows()) {
            long clock = NOON;
            for (int i = 0; i < 300; i++) {
                if (i == cut) {
                    windows.restart(into);
                }
                clock += 3_000;
                long late = random.nextInt(5) == 0 ? random.nextInt(400_000) : 0;
                int sensor = random.nextInt(4);
                windows.element(reading(sensor, clock - late, random.nextInt(100)), clock);
                windows.watermark(clock - 1);
            }
            windows.watermark(clock + 3_600_000);
            TreeMap<String, RollUpChange> last = new TreeMap<>();
            for (RollUpChange change : windows.given()) {
                last.put(change.sensorKey() + "@" + change.bucketMicros(), change);
            }
            return last;
        }
    }
}
