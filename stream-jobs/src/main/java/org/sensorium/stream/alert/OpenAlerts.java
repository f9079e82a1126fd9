package org.sensorium.stream.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.AlertId;
import org.sensorium.sink.Micros;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Turn;

/**
 * One sensor's open alerts: the state of the stage, gone when the last is cleared. No Flink in it.
 *
 * <p>An alert's id is made of what it is about and of the event time at which it began, and its
 * steps are numbered, so that whoever repeats a step after a crash repeats it exactly.
 */
public final class OpenAlerts {
    /** An alert that becomes worse and worse is told of once a minute. */
    private static final long UPDATE_EVERY_MICROS = Duration.ofMinutes(1).toNanos() / 1000;

    /**
     * The step that clears, however many came before: how many did may differ after a crash, where
     * a rule was changed in between, and a clearing must never pass for a repeat.
     */
    static final int LAST_STEP = Integer.MAX_VALUE;

    private final List<OpenAlert> alerts = new ArrayList<>(1);

    boolean isEmpty() {
        return alerts.isEmpty();
    }

    /** Gives the events that follow from a finding: none, or one. */
    public void take(SeriesFinding found, Consumer<AlertEvent> out) {
        Finding finding = found.finding();
        @Nullable OpenAlert open = find(found.metricKey(), finding);
        if (open == null) {
            if (finding.turn() == Turn.BEGAN) {
                raise(found, out);
            }
            return;
        }
        if (finding.turn() == Turn.ENDED) {
            alerts.remove(open);
            out.accept(event(open.alertId(), LAST_STEP, AlertEventKind.CLEARED, found));
        } else if (open.severity() != found.severity()
                || finding.turn() != Turn.CHANGED
                        && finding.atMicros() - open.toldMicros() >= UPDATE_EVERY_MICROS) {
            int step = open.ordinal() + 1;
            alerts.set(alerts.indexOf(open), open.told(step, found.severity(), finding.atMicros()));
            out.accept(event(open.alertId(), step, AlertEventKind.UPDATED, found));
        }
    }

    private void raise(SeriesFinding found, Consumer<AlertEvent> out) {
        Finding finding = found.finding();
        String alertId =
                AlertId.of(
                        found.sensorId(),
                        found.metric(),
                        finding.detector(),
                        finding.onsetMicros());
        alerts.add(
                new OpenAlert(
                        alertId,
                        found.metricKey(),
                        finding.detector(),
                        finding.onsetMicros(),
                        0,
                        found.severity(),
                        finding.atMicros()));
        out.accept(event(alertId, 0, AlertEventKind.RAISED, found));
    }

    private @Nullable OpenAlert find(short metricKey, Finding finding) {
        for (OpenAlert alert : alerts) {
            if (alert.metricKey() == metricKey && alert.detector() == finding.detector()) {
                return alert;
            }
        }
        return null;
    }

    private static AlertEvent event(
            String alertId, int step, AlertEventKind kind, SeriesFinding found) {
        Finding finding = found.finding();
        return new AlertEvent(
                alertId,
                step,
                kind,
                found.sensorKey(),
                found.metricKey(),
                finding.detector(),
                found.severity(),
                Micros.toInstant(finding.onsetMicros()),
                Micros.toInstant(finding.atMicros()),
                finding.value(),
                finding.expected(),
                finding.threshold(),
                finding.score(),
                Micros.toInstant(finding.windowFromMicros()),
                Micros.toInstant(finding.windowToMicros()),
                found.messageEn(),
                found.messageZh(),
                found.ruleId(),
                found.ruleRevision(),
                found.causedAtMicros() == SeriesFinding.NO_READING
                        ? null
                        : Micros.toInstant(found.causedAtMicros()));
    }

    OpenAlerts copy() {
        OpenAlerts copy = new OpenAlerts();
        copy.alerts.addAll(alerts);
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(alerts.size());
        for (OpenAlert alert : alerts) {
            alert.write(out);
        }
    }

    static OpenAlerts read(DataInput in) throws IOException {
        OpenAlerts open = new OpenAlerts();
        for (int left = in.readShort(); left > 0; left--) {
            open.alerts.add(OpenAlert.read(in));
        }
        return open;
    }
}
