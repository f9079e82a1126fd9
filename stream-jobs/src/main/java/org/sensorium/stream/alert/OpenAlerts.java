package org.sensorium.stream.alert;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.AlertId;
import org.sensorium.model.DetectorKind;
import org.sensorium.sink.Micros;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Turn;

/**
 * One sensor's open alerts, and when they were raised lately: the state of the stage, gone half an
 * hour after the last. An alert that keeps coming and going stays open until it has been quiet for
 * a while ({@link Flapping}), on the log's clock.
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
    private final List<Raises> raises = new ArrayList<>(1);

    /** Whether nothing is open, and nothing was lately. */
    public boolean isEmpty() {
        return alerts.isEmpty() && raises.isEmpty();
    }

    /**
     * Gives the events that follow from a finding.
     *
     * @param placeMicros up to where the log's clock has come for certain; {@link Long#MIN_VALUE}
     *     if the finding has no place in the log
     */
    public void take(
            SeriesFinding found, long placeMicros, Flapping flapping, Consumer<AlertEvent> out) {
        Finding finding = found.finding();
        // What is due by then is due before, whether or not the clock was told yet.
        pass(placeMicros, found.metricKey(), finding.detector(), out);
        @Nullable OpenAlert open = find(found.metricKey(), finding.detector());
        if (open == null) {
            if (finding.turn() == Turn.BEGAN) {
                raise(found, placeMicros, flapping, out);
            }
            return;
        }
        if (finding.turn() == Turn.ENDED) {
            end(open, found, placeMicros, out);
            return;
        }
        if (open.held() != null && finding.turn() == Turn.BEGAN) {
            remember(found, placeMicros, flapping);
            open = replace(open, open.back());
        }
        if (open.severity() != found.severity()
                || finding.turn() != Turn.CHANGED
                        && finding.atMicros() - open.toldMicros() >= UPDATE_EVERY_MICROS) {
            int step = open.ordinal() + 1;
            replace(open, open.told(step, found.severity(), finding.atMicros()));
            out.accept(event(open, step, AlertEventKind.UPDATED, found));
        }
    }

    /** The log's clock has come to this instant: gives the clearings that were held back. */
    public void clock(long clockMicros, Consumer<AlertEvent> out) {
        for (OpenAlert each : List.copyOf(alerts)) {
            pass(clockMicros, each.metricKey(), each.detector(), out);
        }
        raises.removeIf(each -> each.forgetMicros() <= clockMicros);
    }

    /** When {@link #clock} has something to do; {@link Long#MAX_VALUE} for never. */
    public long nextMicros() {
        long next = Long.MAX_VALUE;
        for (OpenAlert each : alerts) {
            next = Math.min(next, each.clearMicros());
        }
        for (Raises each : raises) {
            next = Math.min(next, each.forgetMicros());
        }
        return next;
    }

    private void pass(
            long clockMicros, short metricKey, DetectorKind detector, Consumer<AlertEvent> out) {
        @Nullable OpenAlert open = find(metricKey, detector);
        if (open != null && open.held() != null && open.clearMicros() <= clockMicros) {
            alerts.remove(open);
            out.accept(event(open, LAST_STEP, AlertEventKind.CLEARED, open.held()));
        }
        raises.removeIf(
                each -> each.areOf(metricKey, detector) && each.forgetMicros() <= clockMicros);
    }

    /** A clearing that the registry causes is not held back: nothing is watched any more. */
    private void end(
            OpenAlert open, SeriesFinding found, long placeMicros, Consumer<AlertEvent> out) {
        if (open.flapping() && found.causedAtMicros() != SeriesFinding.NO_READING) {
            long since = Math.max(found.finding().atMicros(), placeMicros);
            replace(open, open.holding(found, since + Flapping.QUIET_MICROS));
        } else {
            alerts.remove(open);
            out.accept(event(open, LAST_STEP, AlertEventKind.CLEARED, found));
        }
    }

    private void raise(
            SeriesFinding found, long placeMicros, Flapping flapping, Consumer<AlertEvent> out) {
        Finding finding = found.finding();
        String alertId =
                AlertId.of(
                        found.sensorId(),
                        found.metric(),
                        finding.detector(),
                        finding.onsetMicros());
        OpenAlert open =
                new OpenAlert(
                        alertId,
                        found.metricKey(),
                        finding.detector(),
                        finding.onsetMicros(),
                        0,
                        found.severity(),
                        finding.atMicros(),
                        remember(found, placeMicros, flapping),
                        0,
                        OpenAlert.NEVER,
                        null);
        alerts.add(open);
        out.accept(event(open, 0, AlertEventKind.RAISED, found));
    }

    /** Returns whether it flaps. */
    private boolean remember(SeriesFinding found, long placeMicros, Flapping flapping) {
        DetectorKind detector = found.finding().detector();
        Raises before = new Raises(found.metricKey(), detector, List.of(), 0);
        for (Raises each : raises) {
            before = each.areOf(found.metricKey(), detector) ? each : before;
        }
        raises.remove(before);
        Raises now = before.and(found.finding().atMicros(), placeMicros, flapping);
        raises.add(now);
        return now.flap(flapping);
    }

    private OpenAlert replace(OpenAlert before, OpenAlert now) {
        alerts.set(alerts.indexOf(before), now);
        return now;
    }

    private @Nullable OpenAlert find(short metricKey, DetectorKind detector) {
        for (OpenAlert alert : alerts) {
            if (alert.isOf(metricKey, detector)) {
                return alert;
            }
        }
        return null;
    }

    private static AlertEvent event(
            OpenAlert open, int step, AlertEventKind kind, SeriesFinding found) {
        Finding finding = found.finding();
        int flaps = open.flaps();
        return new AlertEvent(
                open.alertId(),
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
                flaps == 0
                        ? found.messageEn()
                        : found.messageEn()
                                + " It has come back "
                                + (flaps == 1 ? "once." : flaps + " times."),
                flaps == 0 ? found.messageZh() : found.messageZh() + "已反复" + flaps + "次。",
                found.ruleId(),
                found.ruleRevision(),
                found.causedAtMicros() == SeriesFinding.NO_READING
                        ? null
                        : Micros.toInstant(found.causedAtMicros()),
                flaps);
    }

    OpenAlerts copy() {
        OpenAlerts copy = new OpenAlerts();
        copy.alerts.addAll(alerts);
        copy.raises.addAll(raises);
        return copy;
    }

    void write(DataOutputView out) throws IOException {
        out.writeShort(alerts.size());
        for (OpenAlert alert : alerts) {
            alert.write(out);
        }
        out.writeShort(raises.size());
        for (Raises each : raises) {
            each.write(out);
        }
    }

    static OpenAlerts read(int version, DataInputView in) throws IOException {
        OpenAlerts open = new OpenAlerts();
        for (int left = in.readShort(); left > 0; left--) {
            open.alerts.add(OpenAlert.read(version, in));
        }
        for (int left = version == 1 ? 0 : in.readShort(); left > 0; left--) {
            open.raises.add(Raises.read(in));
        }
        return open;
    }
}
