package org.sensorium.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.DetectorKind.NOVELTY;
import static org.sensorium.model.DetectorKind.THRESHOLD;
import static org.sensorium.stream.detector.Turn.BEGAN;
import static org.sensorium.stream.detector.Turn.CHANGED;
import static org.sensorium.stream.detector.Turn.ENDED;
import static org.sensorium.stream.detector.Turn.WORSENED;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
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

    private static final List<String> FLAPPED =
            List.of(
                    "raised #0",
                    "cleared #" + OpenAlerts.LAST_STEP,
                    "raised #0",
                    "cleared #" + OpenAlerts.LAST_STEP,
                    "raised #0");

    private static Cut<SeriesFinding, AlertEvent> alerting() throws Exception {
        return alerting(new Flapping(3));
    }

    private static Cut<SeriesFinding, AlertEvent> alerting(Flapping flapping) throws Exception {
        return new Cut<>(
                () -> new Alerting(flapping), SeriesFinding::sensorKey, new AlertEventForm());
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
            // That it was raised counts for half an hour.
            alerting.watermark(NOON / 1000 + 1_799_999);
            assertThat(alerting.stateEntries()).isEqualTo(1);
            alerting.watermark(NOON / 1000 + 1_800_000);
            assertThat(alerting.stateEntries()).isZero();
            assertThat(alerting.timers()).isZero();
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

    /** Two alerts, and a third that seems to be over at 50 s. */
    private static void flap(Cut<SeriesFinding, AlertEvent> to) throws Exception {
        for (int second = 0; second <= 40; second += 20) {
            send(to, BEGAN, second, second);
            send(to, ENDED, second, second + 10);
        }
    }

    private static void clock(Cut<SeriesFinding, AlertEvent> of, long second) throws Exception {
        of.watermark(NOON / 1000 + second * 1000);
    }

    @Test
    void fromTheThirdTimeItStaysOpenUntilItHasBeenQuietForTenMinutes() throws Exception {
        for (int cuts = 0; cuts < 2; cuts++) {
            try (var alerting = alerting()) {
                flap(alerting);
                assertThat(words(alerting)).isEqualTo(FLAPPED);
                send(alerting, BEGAN, 60, 60);
                send(alerting, ENDED, 60, 70);
                assertThat(alerting.given()).as("a minute has not passed").isEmpty();
                send(alerting, BEGAN, 120, 120);
                if (cuts > 0) {
                    alerting.restart(2);
                }
                AlertEvent back = alerting.given().get(0);
                assertThat(back.flaps()).isEqualTo(2);
                assertThat(back.messageEn()).isEqualTo("en It has come back 2 times.");
                assertThat(back.messageZh()).isEqualTo("zh已反复2次。");
                assertThat(words(alerting)).containsExactly("updated #1");

                send(alerting, ENDED, 120, 130);
                if (cuts > 0) {
                    alerting.restart(1);
                }
                clock(alerting, 130 + 599);
                assertThat(alerting.given()).isEmpty();
                clock(alerting, 130 + 600);
                AlertEvent cleared = alerting.given().get(0);
                assertThat(cleared.flaps()).isEqualTo(2);
                assertThat(cleared.at().getEpochSecond()).isEqualTo(NOON / SECOND + 130);
                assertThat(cleared.alertId()).isEqualTo(back.alertId());
                assertThat(words(alerting)).containsExactly("cleared #" + OpenAlerts.LAST_STEP);
                clock(alerting, 120 + 1800);
                assertThat(alerting.stateEntries()).isZero();
            }
        }
    }

    @Test
    void whoComesBackWithinHalfAnHourFlapsAgainWhoComesLaterDoesNot() throws Exception {
        try (var alerting = alerting()) {
            flap(alerting);
            clock(alerting, 700);
            words(alerting);
            send(alerting, BEGAN, 800, 800);
            send(alerting, ENDED, 800, 810);
            assertThat(words(alerting)).containsExactly("raised #0");
            clock(alerting, 4000);
            words(alerting);
            send(alerting, BEGAN, 4100, 4100);
            send(alerting, ENDED, 4100, 4110);
            assertThat(words(alerting))
                    .containsExactly("raised #0", "cleared #" + OpenAlerts.LAST_STEP);
        }
    }

    @Test
    void aClearingThatIsDueComesBeforeWhatTheLogSaysLater() throws Exception {
        try (var alerting = alerting()) {
            flap(alerting);
            words(alerting);
            long later = NOON + 700 * SECOND;
            alerting.element(
                    found(THRESHOLD, BEGAN, later, later, Severity.MAJOR), later / 1000 + 1);
            assertThat(words(alerting))
                    .containsExactly("cleared #" + OpenAlerts.LAST_STEP, "raised #0");
        }
    }

    @Test
    void whatIsNoLongerWatchedIsClearedAtOnceThoughItFlaps() throws Exception {
        try (var alerting = alerting()) {
            flap(alerting);
            send(alerting, BEGAN, 60, 60);
            words(alerting);
            Finding over =
                    new Finding(THRESHOLD, ENDED, NOON, NOON + SECOND, 1, 1, 1, 1, NOON, NOON);
            alerting.element(
                    new SeriesFinding(
                            7,
                            "s-7",
                            (short) 1,
                            "pm25",
                            over,
                            "r",
                            1,
                            Severity.MAJOR,
                            "en",
                            "zh",
                            SeriesFinding.NO_READING),
                    0);
            assertThat(words(alerting)).containsExactly("cleared #" + OpenAlerts.LAST_STEP);
        }
    }

    @Test
    void whereNoneFlapsEachIsRaisedAndCleared() throws Exception {
        try (var alerting = alerting(new Flapping(0))) {
            flap(alerting);
            assertThat(words(alerting))
                    .startsWith(FLAPPED.toArray(new String[0]))
                    .hasSize(FLAPPED.size() + 1);
        }
    }

    @Test
    void whatAnEarlierVersionWroteIsReadAndCleared() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeByte(1);
        out.writeShort(1);
        out.writeUTF("id");
        out.writeShort(1);
        out.writeUTF("threshold");
        out.writeLong(NOON);
        out.writeInt(3);
        out.writeUTF("major");
        out.writeLong(NOON);

        OpenAlerts open =
                new OpenAlertsForm().deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        List<AlertEvent> events = new ArrayList<>();
        open.take(
                found(THRESHOLD, ENDED, NOON, NOON + SECOND, Severity.MAJOR),
                Long.MIN_VALUE,
                new Flapping(3),
                events::add);
        assertThat(events).singleElement().extracting(AlertEvent::alertId).isEqualTo("id");
        assertThat(open.isEmpty()).isTrue();
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
