package org.sensorium.stream.detector;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;

/**
 * Nothing received for several intervals; over with the next reading. On the receipt clock: a
 * sensor that uploads yesterday's readings is not silent, and while the gateway is down no clock
 * runs.
 *
 * <p>Parameters: {@code intervals} (how many may pass, default 5) and {@code atLeast} (but never
 * less than this, default PT30S). The interval is the registered one, otherwise the typical gap
 * learned; before the first reading, and without any interval before the second, nobody is silent.
 * 65 bytes a series.
 */
final class SilenceDetector implements Detector {
    private static final double INTERVALS = 5;
    private static final Duration AT_LEAST = Duration.ofSeconds(30);

    private final double intervals;
    private final long atLeastMicros;
    private final long registeredMicros;

    /**
     * @param interval the registered one, if the sensor said how often it means to report
     */
    SilenceDetector(Parameters parameters, @Nullable Duration interval) {
        intervals = parameters.number("intervals", INTERVALS, 1);
        atLeastMicros = parameters.micros("atLeast", AT_LEAST);
        registeredMicros = interval == null ? -1 : Parameters.toMicros(interval);
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.SILENCE;
    }

    @Override
    public boolean hearsLateReadings() {
        return true;
    }

    @Override
    public double observe(
            Memory memory,
            long timeMicros,
            double value,
            long receivedMicros,
            Consumer<Finding> found) {
        SilenceMemory heard = (SilenceMemory) memory;
        if (heard.calm(receivedMicros, 0) == Turn.ENDED) {
            long onset = heard.onsetMicros();
            heard.end();
            found.accept(finding(Turn.ENDED, onset, receivedMicros, value));
        }
        heard.hear(timeMicros, receivedMicros);
        return 0;
    }

    @Override
    public long deadlineMicros(Memory memory) {
        SilenceMemory heard = (SilenceMemory) memory;
        double interval = registeredMicros > 0 ? registeredMicros : heard.typicalGapMicros();
        if (heard.isOpen() || heard.receivedMicros == SilenceMemory.NEVER || interval < 0) {
            return Long.MAX_VALUE;
        }
        return heard.receivedMicros + (long) Math.max(intervals * interval, atLeastMicros);
    }

    @Override
    public void elapse(Memory memory, long clockMicros, Consumer<Finding> found) {
        SilenceMemory heard = (SilenceMemory) memory;
        if (clockMicros < deadlineMicros(memory)) {
            return;
        }
        if (heard.breach(clockMicros, heard.receivedMicros, 0, 0) == Turn.BEGAN) {
            found.accept(finding(Turn.BEGAN, heard.receivedMicros, clockMicros, Double.NaN));
        }
    }

    private static Finding finding(Turn turn, long onset, long at, double value) {
        return new Finding(
                DetectorKind.SILENCE,
                turn,
                onset,
                at,
                value,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                onset,
                at);
    }

    @Override
    public String describe(Locale locale) {
        boolean zh = Words.isChinese(locale);
        String least = Words.span(atLeastMicros, locale);
        String times = Words.number(intervals);
        String interval =
                registeredMicros > 0
                        ? Words.span(registeredMicros, locale)
                        : zh ? "惯常间隔" : "the usual gap";
        return zh
                ? "超过" + times + "倍" + interval + "且至少" + least + "未收到读数时告警，收到下一读数时解除。"
                : "Alerts when nothing was received for "
                        + times
                        + " times "
                        + interval
                        + " and at least "
                        + least
                        + ", clears with the next reading.";
    }

    @Override
    public String explain(Finding finding, String subject, Locale locale) {
        boolean zh = Words.isChinese(locale);
        String span = Words.span(finding.windowToMicros() - finding.windowFromMicros(), locale);
        if (finding.turn() == Turn.ENDED) {
            return zh
                    ? subject + "沉默" + span + "后恢复上报。"
                    : subject + " reports again after " + span + ".";
        }
        return zh ? subject + "已" + span + "没有读数。" : subject + " has been silent for " + span + ".";
    }
}
