package org.sensorium.stream.detector;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;

/**
 * A value that stays the same for too long; over with the first reading that differs. Not told
 * where the series ends: no cars at night and a full car park are nothing that is stuck. A value is
 * such an end if the series lay there before and never further out.
 *
 * <p>Parameters: {@code for} (how long at least, in event time, default PT1H), {@code readings}
 * (how many at least, default 30), {@code tolerance} (how much still counts as the same, default
 * 0). 73 bytes a series.
 */
final class FlatlineDetector implements Detector {
    private static final long READINGS = 30;

    private final long forMicros;
    private final long readings;
    private final double tolerance;

    FlatlineDetector(Parameters parameters) {
        forMicros = parameters.micros("for", Duration.ofHours(1));
        readings = parameters.whole("readings", READINGS, 2);
        tolerance = parameters.number("tolerance", 0, 0);
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.FLATLINE;
    }

    @Override
    public double observe(
            Memory memory,
            long timeMicros,
            double value,
            long receivedMicros,
            Consumer<Finding> found) {
        FlatlineMemory seen = (FlatlineMemory) memory;
        Episode episode = seen;
        if (seen.readings > 0 && Math.abs(value - seen.value) <= tolerance) {
            seen.readings++;
            if (!episode.isOpen()
                    && seen.readings >= readings
                    && !seen.isAtAnEnd()
                    && timeMicros - seen.sinceMicros >= forMicros) {
                tell(
                        episode.breach(timeMicros, seen.sinceMicros, 0, 0),
                        seen,
                        timeMicros,
                        value,
                        found);
            }
            return 0;
        }
        tell(episode.calm(timeMicros, 0), seen, timeMicros, value, found);
        seen.begin(value, timeMicros);
        return 0;
    }

    private void tell(
            @Nullable Turn turn,
            FlatlineMemory seen,
            long timeMicros,
            double value,
            Consumer<Finding> found) {
        if (turn == null) {
            return;
        }
        long onset = seen.onsetMicros();
        if (turn == Turn.ENDED) {
            seen.end();
        }
        found.accept(
                new Finding(
                        DetectorKind.FLATLINE,
                        turn,
                        onset,
                        timeMicros,
                        value,
                        Double.NaN,
                        tolerance,
                        Double.NaN,
                        seen.sinceMicros,
                        timeMicros));
    }

    @Override
    public String describe(Locale locale) {
        String lasting = Words.span(forMicros, locale);
        String within = Words.number(tolerance);
        return Words.isChinese(locale)
                ? "数值在" + lasting + "内、至少" + readings + "次读数变化不超过" + within + "时告警，一有变化即解除。"
                : "Alerts when the value has not moved by more than "
                        + within
                        + " for "
                        + lasting
                        + " and "
                        + readings
                        + " readings, clears when it moves.";
    }

    @Override
    public String explain(Finding finding, String subject, Locale locale) {
        boolean zh = Words.isChinese(locale);
        String value = Words.number(finding.value());
        if (finding.turn() == Turn.ENDED) {
            return zh
                    ? subject + "又有变化，现为" + value + "。"
                    : subject + " moves again and is " + value + ".";
        }
        String span = Words.span(finding.windowToMicros() - finding.windowFromMicros(), locale);
        return zh
                ? subject + "已" + span + "保持" + value + "不变。"
                : subject + " has stayed at " + value + " for " + span + ".";
    }
}
