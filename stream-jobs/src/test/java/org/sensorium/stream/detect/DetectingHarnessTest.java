package org.sensorium.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.DetectorKind.NOVELTY;
import static org.sensorium.model.DetectorKind.RATE_OF_CHANGE;
import static org.sensorium.model.DetectorKind.SILENCE;
import static org.sensorium.model.DetectorKind.THRESHOLD;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sensorium.stream.Cut;
import org.sensorium.stream.log.Reading;

class DetectingHarnessTest {
    private static final long NOON = 1_700_049_600_000L;

    private final Town town = new Town().sensor(7, false);

    private Cut<Reading, SeriesFinding> detecting() throws Exception {
        return new Cut<>(() -> new Detecting(town), Reading::sensorKey, new SeriesFindingForm())
                .with(Detecting.SILENCES);
    }

    private static void send(
            Cut<Reading, SeriesFinding> to, int sensor, long at, double value, long clock)
            throws Exception {
        to.element(new Reading(sensor, Town.PM25, at * 1000, value, clock * 1000), clock);
        to.watermark(clock - 1);
    }

    private static void send(Cut<Reading, SeriesFinding> to, long at, double value)
            throws Exception {
        send(to, 7, at, value, at);
    }

    private static List<String> words(Cut<Reading, SeriesFinding> from) {
        List<String> words = new ArrayList<>();
        for (SeriesFinding each : from.given()) {
            words.add(
                    each.sensorId()
                            + " "
                            + each.finding().detector().code()
                            + " "
                            + each.finding().turn()
                            + " "
                            + each.severity().code()
                            + " +"
                            + (each.finding().onsetMicros() / 1000 - NOON) / 1000);
        }
        from.given().clear();
        return words;
    }

    @Test
    void anArmedDetectorSeesTheReadingsInOrderOnly() throws Exception {
        town.rule(THRESHOLD, 1, true, "above", "150", "clear", "120");
        try (var detecting = detecting()) {
            send(detecting, NOON, 100);
            send(detecting, 7, NOON - 5_000, 999, NOON + 100);
            assertThat(words(detecting)).isEmpty();
            send(detecting, NOON + 1_000, 151);
            assertThat(detecting.given().get(0).messageEn())
                    .isEqualTo("pm25 of sensor s-7 is 151, above 150.");
            assertThat(detecting.given().get(0).messageZh()).isEqualTo("传感器s-7的pm25为151，高于150。");
            assertThat(words(detecting)).containsExactly("s-7 threshold BEGAN major +1");
            send(detecting, NOON + 2_000, 119);
            assertThat(words(detecting)).containsExactly("s-7 threshold ENDED major +1");
        }
    }

    @Test
    void aSensorThatNobodyWasToldOfIsWatchedFromItsFirstReading() throws Exception {
        town.rule(THRESHOLD, 1, true, "above", "150", "clear", "120").unheard(8);
        try (var detecting = detecting()) {
            send(detecting, 8, NOON, 151, NOON);
            assertThat(words(detecting)).containsExactly("s-8 threshold BEGAN major +0");
        }
    }

    @Test
    void aSensorThatIsNotInTheRegistryIsWatchedByNobody() throws Exception {
        town.rule(THRESHOLD, 1, true, "above", "150", "clear", "120");
        try (var detecting = detecting()) {
            send(detecting, 9, NOON, 151, NOON);
            send(detecting, 9, NOON + 1_000, 152, NOON + 1_000);
            assertThat(words(detecting)).isEmpty();
        }
    }

    @Test
    void aDisabledRuleEndsWhatItFoundWithinASecondAndNoReading() throws Exception {
        town.rule(THRESHOLD, 1, true, "above", "150");
        try (var detecting = detecting()) {
            detecting.wallClock(NOON);
            send(detecting, NOON, 151);
            words(detecting);
            town.rule(THRESHOLD, 2, false, "above", "150");
            detecting.wallClock(NOON + 1_000);
            assertThat(detecting.given().get(0).messageEn())
                    .isEqualTo("pm25 of sensor s-7 is no longer watched for this.");
            assertThat(words(detecting)).containsExactly("s-7 threshold ENDED major +0");
            town.rule(THRESHOLD, 3, true, "above", "150");
            send(detecting, NOON + 3_000, 152);
            assertThat(words(detecting)).containsExactly("s-7 threshold BEGAN critical +3");
        }
    }

    @Test
    void aChangedRuleKeepsTheMemoryAndTellsItsSeverity() throws Exception {
        town.rule(THRESHOLD, 1, true, "above", "150").rule(NOVELTY, 1, true, "warmup", "100");
        try (var detecting = detecting()) {
            detecting.wallClock(NOON);
            for (int i = 0; i < 120; i++) {
                send(detecting, NOON + i * 1000, 10 + i % 5);
            }
            town.rule(NOVELTY, 2, true, "warmup", "100", "learn", "PT0S");
            send(detecting, NOON + 120_000, 200);
            assertThat(words(detecting))
                    .containsExactly(
                            "s-7 threshold BEGAN major +120", "s-7 novelty BEGAN critical +120");
            town.rule(THRESHOLD, 2, true, "above", "140");
            detecting.wallClock(NOON + 121_000);
            assertThat(words(detecting)).containsExactly("s-7 threshold CHANGED critical +120");
        }
    }

    @Test
    void whoIsSilentOnTheReceiptClockIsFoundAndWhoSpeaksAgainIsNotSilent() throws Exception {
        town.rule(SILENCE, 1, true);
        try (var detecting = detecting()) {
            send(detecting, NOON, 1);
            send(detecting, NOON + 10_000, 1);
            detecting.watermark(NOON + 59_000);
            assertThat(words(detecting)).isEmpty();
            detecting.watermark(NOON + 61_000);
            assertThat(words(detecting)).containsExactly("s-7 silence BEGAN major +10");
            send(detecting, 7, NOON + 5_000, 1, NOON + 70_000);
            assertThat(words(detecting)).containsExactly("s-7 silence ENDED major +10");
        }
    }

    @Test
    void aSensorTakenDownLeavesNothingBehind() throws Exception {
        town.rule(SILENCE, 1, true).rule(THRESHOLD, 1, true, "above", "150");
        try (var detecting = detecting()) {
            detecting.wallClock(NOON);
            send(detecting, NOON, 151);
            words(detecting);
            town.sensor(7, true);
            detecting.wallClock(NOON + 1_000);
            assertThat(words(detecting)).containsExactly("s-7 threshold ENDED major +0");
            assertThat(detecting.stateEntries()).isZero();
            assertThat(detecting.timers()).isZero();
        }
    }

    @Test
    void aSensorTakenDownWithNothingOpenIsForgottenInTime() throws Exception {
        town.rule(THRESHOLD, 1, true, "above", "150");
        try (var detecting = detecting()) {
            send(detecting, NOON, 1);
            town.sensor(7, true);
            detecting.watermark(NOON + 3_700_000);
            assertThat(detecting.stateEntries()).isZero();
            assertThat(detecting.timers()).isZero();
        }
    }

    @Test
    void aRuleThatMakesNoSenseStopsNoOther() throws Exception {
        town.rule(RATE_OF_CHANGE, 1, true, "perMinute", "fast")
                .rule(THRESHOLD, 1, true, "above", "150");
        try (var detecting = detecting()) {
            send(detecting, NOON, 151);
            assertThat(words(detecting)).containsExactly("s-7 threshold BEGAN major +0");
        }
    }

    @Test
    void whereverItIsCutAndHoweverItIsSplitTheFindingsAreTheSame() throws Exception {
        town.rule(THRESHOLD, 1, true, "above", "90", "clear", "80", "for", "PT6S")
                .rule(NOVELTY, 1, true, "warmup", "20", "hold", "5", "quiet", "PT20S")
                .rule(SILENCE, 1, true, "atLeast", "PT5S", "intervals", "2")
                .rule(RATE_OF_CHANGE, 1, true, "perSecond", "60", "quiet", "PT10S");
        List<String> uncut = findings(-1, 1);
        assertThat(uncut).hasSizeGreaterThan(20);
        for (int cut = 0; cut < 400; cut += 67) {
            assertThat(findings(cut, 1)).as("cut at %d", cut).isEqualTo(uncut);
            assertThat(findings(cut, 2)).as("cut in two at %d", cut).isEqualTo(uncut);
        }
    }

    private List<String> findings(int cut, int into) throws Exception {
        Random random = new Random(11);
        for (int sensor = 0; sensor < 5; sensor++) {
            town.sensor(sensor, false);
        }
        try (var detecting = detecting()) {
            long clock = NOON;
            for (int i = 0; i < 400; i++) {
                if (i == cut) {
                    detecting.restart(into);
                }
                clock += 700;
                int sensor = random.nextInt(5);
                send(detecting, sensor, clock, random.nextDouble() * 100, clock);
            }
            List<String> found =
                    new ArrayList<>(detecting.given().stream().map(Object::toString).toList());
            found.sort(Comparator.naturalOrder());
            return found;
        }
    }
}
