package org.sensorium.stream.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sensorium.stream.injection.SquareWatcher.Fault;

class NeighbourInjectionTest {
    private static final int SENSORS = 10;
    private static final int DAYS = 14;

    @Test
    void sensorsThatDoNotAgreeAnywayAreLeftAlone() {
        int faults = 0;
        for (CityCurve curve : CityCurve.values()) {
            List<Tape> square = NeighbourBenchmark.square(curve, SENSORS, DAYS, 3, false);
            faults += NeighbourBenchmark.faults(square, curve).size();
        }
        assertThat((double) faults / (CityCurve.values().length * SENSORS * DAYS))
                .isLessThanOrEqualTo(0.02);
    }

    @ParameterizedTest
    @EnumSource(CityCurve.class)
    void oneThatDriftsAwayFromNeighboursThatAgreeIsTheOnlyFault(CityCurve curve) {
        List<Tape> square = NeighbourBenchmark.square(curve, SENSORS, DAYS, 4, true);
        Editing.Edited edited = Editing.put(square.get(0), InjectedKind.DRIFT, 1, 4);
        square.set(0, edited.tape());

        List<Fault> faults = NeighbourBenchmark.faults(square, curve);

        assertThat(faults).extracting(Fault::sensor).containsExactly(0);
        assertThat(faults.get(0).receivedMicros())
                .isBetween(edited.truth().get(0).fromMicros(), edited.truth().get(0).untilMicros());
    }
}
