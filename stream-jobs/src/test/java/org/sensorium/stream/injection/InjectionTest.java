package org.sensorium.stream.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InjectionTest {
    private static final Tape CLEAN = CityCurve.NOISE.tape(10, 1);

    private static Contestant contestant(String name) {
        return Contestant.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(CityCurve.class)
    void aSeedAlwaysGivesTheSameCurve(CityCurve curve) {
        assertThat(curve.tape(2, 7).values()).isEqualTo(curve.tape(2, 7).values());
        assertThat(curve.tape(2, 7).values()).isNotEqualTo(curve.tape(2, 8).values());
    }

    @ParameterizedTest
    @EnumSource(InjectedKind.class)
    void whatIsPutInChangesTheTapeThereAndNowhereElse(InjectedKind kind) {
        Editing.Edited edited = Editing.put(CLEAN, kind, 1, 3);
        Tape tape = edited.tape();
        long from = edited.truth().get(0).fromMicros();
        long until = edited.truth().get(0).untilMicros();

        assertThat(until).isGreaterThan(from);
        assertThat(from).isGreaterThan(CLEAN.timeMicros()[CLEAN.size() / 2 - 1]);
        boolean changed = tape.size() != CLEAN.size();
        for (int i = 0; i < Math.min(tape.size(), CLEAN.size()); i++) {
            boolean same =
                    tape.values()[i] == CLEAN.values()[i]
                            && tape.timeMicros()[i] == CLEAN.timeMicros()[i]
                            && tape.receivedMicros()[i] == CLEAN.receivedMicros()[i];
            changed |= !same;
            if (CLEAN.timeMicros()[i] < from) {
                assertThat(same).as("reading %d", i).isTrue();
            }
        }
        assertThat(changed).isTrue();
        assertThat(CLEAN.values()).isEqualTo(CityCurve.NOISE.tape(10, 1).values());
    }

    @Test
    void aSpikeIsFoundByNoveltyAndASilenceBySilence() {
        Tally spike = tally("novelty", InjectedKind.SPIKE);
        assertThat(spike.recall()).isEqualTo(1);
        assertThat(spike.precision()).isEqualTo(1);
        assertThat(spike.medianDelayMinutes()).isZero();
        assertThat(tally("silence", InjectedKind.SILENCE).recall()).isEqualTo(1);
        assertThat(tally("silence", InjectedKind.SPIKE).recall()).isZero();
        assertThat(tally("flatline", InjectedKind.STUCK).recall()).isEqualTo(1);
    }

    @Test
    void aDoubledReadingIsNothingToAnybody() {
        for (Contestant each : Contestant.all()) {
            assertThat(tally(each.name(), InjectedKind.DOUBLED).alerts()).isZero();
        }
    }

    @Test
    void withNothingWrongWhatIsArmedByDefaultIsQuiet() {
        int alerts = 0;
        double days = 0;
        for (CityCurve curve : CityCurve.values()) {
            Tape tape = curve.tape(28, 1);
            days += tape.days();
            for (Contestant each : Contestant.all()) {
                alerts += each.byDefault() ? Watcher.alerts(tape, each).size() : 0;
            }
        }
        assertThat(alerts / days).isLessThanOrEqualTo(0.02);
    }

    @Test
    void aTallyCountsWhatIsNewOnly() {
        Tally tally = new Tally();
        List<Editing.Injected> truth =
                Arrays.asList(new Editing.Injected(100, 200), new Editing.Injected(500, 600));
        tally.add(truth, List.of(50L, 150L, 160L, 300L), List.of(50L));

        assertThat(tally.recall()).isEqualTo(0.5);
        assertThat(tally.precision()).isEqualTo(2.0 / 3);
    }

    private static Tally tally(String name, InjectedKind kind) {
        Tally tally = new Tally();
        Editing.Edited edited = Editing.put(CLEAN, kind, 1, 3);
        tally.add(
                edited.truth(),
                Watcher.alerts(edited.tape(), contestant(name)),
                Watcher.alerts(CLEAN, contestant(name)));
        return tally;
    }
}
