package org.sensorium.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.DetectorKind.NOVELTY;
import static org.sensorium.model.DetectorKind.THRESHOLD;
import static org.sensorium.stream.detector.Turn.BEGAN;
import static org.sensorium.stream.detector.Turn.CHANGED;
import static org.sensorium.stream.detector.Turn.ENDED;
import static org.sensorium.stream.detector.Turn.WORSENED;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertId;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Severity;
import org.sensorium.stream.Cut;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Turn;

class AlertingHarnessTest {
    private static final long NOON = 1_700_049_600_000_000L;
    private static final long SECOND = 1_000_000;

    private static Cut<SeriesFinding, AlertEvent> alerting() throws Exception {
        return new Cut<>(Alerting::new, SeriesFinding::sensorKey, new AlertEventForm());
    }

    private static SeriesFinding found(
            DetectorKind kind, Turn turn, long onset, long at, Severity severity) {
        Finding finding = new Finding(kind, turn, onset, at, 151, 150, 150, Double.NaN, onset, at);
        return new SeriesFinding(
                7, "s-7", (short) 1, "pm25", finding, "r", 1, severity, "en", "zh", at);
    }

    private static void send(Cut<SeriesFinding, AlertEvent> to, Turn turn, long onset, long at)
            throws Exception {
        to.element(
                found(THRESHOLD, turn, NOON + onset * SECOND, NOON + at * SECOND, Severity.MAJOR),
                0);
    }

    private static List<String> words(Cut<SeriesFinding, AlertEvent> from) {
        List<String> words =
                from.given().stream().map(e -> e.kind().code() + " #" + e.ordinal()).toList();
        from.given().clear();
        return words;
    }

    @Test
    void itIsRaisedUpdatedOnceAMinuteAndCleared() throws Exception {
        try (var alerting = alerting()) {
            send(alerting, BEGAN, 0, 0);
            String id = AlertId.of("s-7", "pm25", THRESHOLD, NOON);
            assertThat(alerting.given().get(0).alertId()).isEqualTo(id);
            send(alerting, WORSENED, 0, 30);
            send(alerting, WORSENED, 0, 60);
            send(alerting, WORSENED, 0, 61);
            send(alerting, ENDED, 0, 70);
            assertThat(alerting.given()).allMatch(event -> event.alertId().equals(id));
            assertThat(words(alerting))
                    .containsExactly("raised #0", "updated #1", "cleared #" + OpenAlerts.LAST_STEP);
            assertThat(alerting.stateEntries()).isZero();
        }
    }

    @Test
    void anotherSeverityIsToldAtOnceTheSameIsNot() throws Exception {
        try (var alerting = alerting()) {
            send(alerting, BEGAN, 0, 0);
            send(alerting, CHANGED, 0, 1);
            alerting.element(found(THRESHOLD, CHANGED, NOON, NOON, Severity.CRITICAL), 0);
            assertThat(words(alerting)).containsExactly("raised #0", "updated #1");
        }
    }

    @Test
    void eachDetectorHasItsOwn() throws Exception {
        try (var alerting = alerting()) {
            send(alerting, BEGAN, 0, 0);
            alerting.element(found(NOVELTY, BEGAN, NOON, NOON, Severity.WARNING), 0);
            send(alerting, ENDED, 0, 5);
            assertThat(words(alerting))
                    .containsExactly("raised #0", "raised #0", "cleared #" + OpenAlerts.LAST_STEP);
            assertThat(alerting.stateEntries()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotOpenIsNeitherUpdatedNorCleared() throws Exception {
        try (var alerting = alerting()) {
            send(alerting, WORSENED, 0, 0);
            send(alerting, ENDED, 0, 1);
            assertThat(alerting.given()).isEmpty();
        }
    }

    @Test
    void itGoesOnWhereItWasCut() throws Exception {
        for (int into = 1; into <= 2; into++) {
            try (var alerting = alerting()) {
                send(alerting, BEGAN, 0, 0);
                alerting.restart(into);
                send(alerting, WORSENED, 0, 90);
                alerting.restart(1);
                send(alerting, ENDED, 0, 95);
                assertThat(words(alerting))
                        .containsExactly(
                                "raised #0", "updated #1", "cleared #" + OpenAlerts.LAST_STEP);
            }
        }
    }
}
