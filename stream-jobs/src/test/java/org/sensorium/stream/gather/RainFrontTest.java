package org.sensorium.stream.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.recompute.AlertsOfLog;

/** Two hundred rain gauges, one of which drifts, and a front that passes. */
class RainFrontTest {
    private static final int GAUGES = 200;
    private static final int DRIFT = 2 * RainTown.DAY + 600;
    private static final int FRONT = 4 * RainTown.DAY - 300;
    private static final int END = 4 * RainTown.DAY;

    private final List<AlertEvent> alerts = new ArrayList<>();
    private final Map<String, List<IncidentEvent>> events = new LinkedHashMap<>();

    private void pass(RainTown town, int until) {
        AlertsOfLog of =
                new AlertsOfLog(
                        town.open(),
                        Flapping.USUAL,
                        alerts::add,
                        event ->
                                events.computeIfAbsent(event.incidentId(), id -> new ArrayList<>())
                                        .add(event));
        for (int minute = 0; minute < until; minute++) {
            of.show(town.slice(minute));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theFrontIsOneEventAndTheGaugeIsOneFaultAndThereIsNothingElse(long seed) {
        RainTown town = new RainTown(GAUGES, seed).showers(FRONT - 600).drift(DRIFT).front(FRONT);

        pass(town, END);

        assertThat(alerts)
                .as("alerts of seed " + seed)
                .extracting(
                        AlertEvent::detector, each -> "gauge-" + each.sensorKey(), AlertEvent::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                DetectorKind.SENSOR_FAULT,
                                town.driftingGauge(),
                                AlertEventKind.RAISED));
        assertThat(events).hasSize(1);
        List<IncidentEvent> steps = events.values().iterator().next();
        assertThat(steps.get(0).kind()).isEqualTo(AlertEventKind.RAISED);
        IncidentEvent last = steps.get(steps.size() - 1);
        assertThat(last.kind()).isEqualTo(AlertEventKind.CLEARED);
        assertThat(last.members()).hasSize(GAUGES - 1);
        assertThat(last.members())
                .allSatisfy(member -> assertThat(member.until()).isNotNull())
                .extracting(member -> "gauge-" + member.sensorKey())
                .doesNotContain(town.driftingGauge());
    }

    @Test
    void ofOrdinaryShowersNothingIsTold() {
        pass(new RainTown(GAUGES, 6).showers(END), END);

        assertThat(alerts).isEmpty();
        assertThat(events).isEmpty();
    }
}
