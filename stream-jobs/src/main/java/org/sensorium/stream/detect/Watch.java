package org.sensorium.stream.detect;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Metric;
import org.sensorium.stream.detect.Arming.Armed;
import org.sensorium.stream.detect.Arming.Watched;
import org.sensorium.stream.detector.Detector;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Memory;
import org.sensorium.stream.detector.SensorFaultDetector;
import org.sensorium.stream.detector.Turn;

/**
 * Shows each series' readings to its armed detectors and follows the rules as they change. No Flink
 * in it; for one thread, one sensor at a time.
 */
final class Watch {
    private final Arming arming;
    private final Consumer<SeriesFinding> out;
    private final Consumer<Neighbourly> neighbours;

    // The finding under way, in fields so that a reading without one costs no object.
    private final Consumer<Finding> found = this::found;
    private @Nullable SensorMemory sensor;
    private @Nullable SeriesMemory series;
    private @Nullable Watched watched;
    private @Nullable Armed armed;
    private long causedAtMicros;
    private long clockMillis = Long.MIN_VALUE;

    // A minute's end, told in the same way.
    private final SensorFaultDetector.Minutes minutes = this::over;

    /**
     * @param out takes what concerns one sensor alone
     * @param neighbours takes what is to be compared with other sensors: minutes, and novelties of
     *     sensors that are compared
     */
    Watch(Arming arming, Consumer<SeriesFinding> out, Consumer<Neighbourly> neighbours) {
        this.arming = arming;
        this.out = out;
        this.neighbours = neighbours;
    }

    /** The log's clock at what follows. */
    void clock(long millis) {
        clockMillis = millis;
    }

    /** Whether the sensor was taken down: then {@link #retire} it. */
    boolean isRetired(int sensorKey) {
        return arming.isRetired(sensorKey);
    }

    void reading(
            SensorMemory of, short metricKey, long timeMicros, double value, long receivedMicros) {
        SeriesMemory at = of.series(metricKey);
        @Nullable Watched by = at.watched(arming, of.sensorKey());
        if (by == null) {
            return;
        }
        if (at.isOpen()) {
            follow(of, at, by, timeMicros);
        }
        boolean inOrder = timeMicros > at.newestMicros;
        if (inOrder) {
            at.newestMicros = timeMicros;
        }
        begin(of, at, by, receivedMicros);
        for (int i = 0; i < by.armed().size(); i++) {
            Armed each = by.armed().get(i);
            Detector detector = each.detector();
            if (inOrder || detector.hearsLateReadings()) {
                armed = each;
                Memory memory = at.memory(detector.kind());
                detector.observe(memory, timeMicros, value, receivedMicros, found);
                if (detector instanceof SensorFaultDetector averaging) {
                    averaging.giveMinute(memory, minutes);
                }
            }
        }
    }

    /** The earliest instant on the receipt clock at which {@link #elapse} has something to do. */
    long deadlineMicros(SensorMemory of) {
        long earliest = Long.MAX_VALUE;
        for (SeriesMemory each : of.series()) {
            earliest = Math.min(earliest, deadlineMicros(of, each));
        }
        return earliest;
    }

    long deadlineMicros(SensorMemory of, short metricKey) {
        return deadlineMicros(of, of.series(metricKey));
    }

    private long deadlineMicros(SensorMemory of, SeriesMemory at) {
        @Nullable Watched by = at.watched(arming, of.sensorKey());
        @Nullable Armed silence = by == null ? null : by.by(DetectorKind.SILENCE);
        return silence == null
                ? Long.MAX_VALUE
                : silence.detector().deadlineMicros(at.memory(DetectorKind.SILENCE));
    }

    /** The receipt clock has come to this instant: nothing received before it is still to come. */
    void elapse(SensorMemory of, long clockMicros) {
        for (SeriesMemory at : of.series()) {
            @Nullable Watched by = at.watched(arming, of.sensorKey());
            @Nullable Armed silence = by == null ? null : by.by(DetectorKind.SILENCE);
            if (by != null && silence != null) {
                begin(of, at, by, SeriesFinding.NO_READING);
                armed = silence;
                silence.detector().elapse(at.memory(DetectorKind.SILENCE), clockMicros, found);
            }
        }
    }

    /** Brings what is open in line with the rules as they are now. */
    void follow(SensorMemory of, long nowMicros) {
        for (SeriesMemory at : of.series()) {
            @Nullable Watched by = at.isOpen() ? at.watched(arming, of.sensorKey()) : null;
            if (by != null) {
                follow(of, at, by, nowMicros);
            }
        }
    }

    private void follow(SensorMemory of, SeriesMemory at, Watched by, long nowMicros) {
        for (DetectorKind kind : DetectorKind.values()) {
            @Nullable Told told = at.told(kind);
            if (told == null) {
                continue;
            }
            @Nullable Armed now = by.by(kind);
            if (now == null) {
                abandon(of, at, by, told, nowMicros);
            } else if (!now.rule().id().equals(told.ruleId())
                    || now.rule().revision() != told.ruleRevision()) {
                begin(of, at, by, SeriesFinding.NO_READING);
                armed = now;
                found.accept(turned(told.finding(), Turn.CHANGED, nowMicros));
            }
        }
    }

    /** Ends whatever is open: the sensor was taken down. */
    void retire(SensorMemory of, String sensorId, long nowMicros) {
        for (SeriesMemory at : of.series()) {
            for (DetectorKind kind : DetectorKind.values()) {
                @Nullable Told told = at.told(kind);
                if (told != null) {
                    end(of, at, sensorId, "", told, nowMicros, "was taken down", "已停用");
                }
            }
        }
    }

    private void abandon(SensorMemory of, SeriesMemory at, Watched by, Told told, long nowMicros) {
        String metric = by.metric().name();
        String id = by.sensor().id();
        end(of, at, id, metric, told, nowMicros, "is no longer watched for this", "不再受此监测");
    }

    private void end(
            SensorMemory of,
            SeriesMemory at,
            String sensorId,
            String metric,
            Told told,
            long nowMicros,
            String why,
            String whyChinese) {
        DetectorKind kind = told.finding().detector();
        at.memory(kind).end();
        at.told(kind, null);
        out.accept(
                new SeriesFinding(
                        of.sensorKey(),
                        sensorId,
                        at.metricKey,
                        metric,
                        turned(told.finding(), Turn.ENDED, nowMicros),
                        told.ruleId(),
                        told.ruleRevision(),
                        told.severity(),
                        Subject.of(sensorId, metric, Locale.ENGLISH) + " " + why + ".",
                        Subject.of(sensorId, metric, Locale.CHINESE) + whyChinese + "。",
                        SeriesFinding.NO_READING));
    }

    private static Finding turned(Finding finding, Turn turn, long atMicros) {
        return new Finding(
                finding.detector(),
                turn,
                finding.onsetMicros(),
                Math.max(atMicros, finding.atMicros()),
                finding.value(),
                finding.expected(),
                finding.threshold(),
                finding.score(),
                finding.windowFromMicros(),
                finding.windowToMicros(),
                finding.statistic());
    }

    private void begin(SensorMemory of, SeriesMemory at, Watched by, long cause) {
        sensor = of;
        series = at;
        watched = by;
        causedAtMicros = cause;
    }

    private void found(Finding finding) {
        SensorMemory of = present(sensor);
        SeriesMemory at = present(series);
        Watched by = present(watched);
        Armed who = present(armed);
        Metric metric = by.metric();
        String id = by.sensor().id();
        at.told(
                finding.detector(),
                finding.turn() == Turn.ENDED
                        ? null
                        : new Told(
                                finding,
                                who.rule().id(),
                                who.rule().revision(),
                                who.rule().severity()));
        Detector detector = who.detector();
        SeriesFinding told =
                new SeriesFinding(
                        of.sensorKey(),
                        id,
                        at.metricKey,
                        metric.name(),
                        finding,
                        who.rule().id(),
                        who.rule().revision(),
                        who.rule().severity(),
                        detector.explain(
                                finding,
                                Subject.of(id, metric.name(), Locale.ENGLISH),
                                Locale.ENGLISH),
                        detector.explain(
                                finding,
                                Subject.of(id, metric.name(), Locale.CHINESE),
                                Locale.CHINESE),
                        causedAtMicros);
        @Nullable String square = by.square();
        if (square != null && finding.detector() == DetectorKind.NOVELTY) {
            neighbours.accept(new Neighbourly.Novelty(square, told, clockMillis));
        } else {
            out.accept(told);
        }
    }

    private void over(int minute, double mean) {
        @Nullable String square = present(watched).square();
        if (square != null) {
            neighbours.accept(
                    new Neighbourly.MinuteMean(
                            square,
                            present(sensor).sensorKey(),
                            present(series).metricKey,
                            minute,
                            mean,
                            clockMillis));
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a finding outside a reading");
        }
        return value;
    }
}
