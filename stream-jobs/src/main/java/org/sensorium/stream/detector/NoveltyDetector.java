package org.sensorium.stream.detector;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;

/**
 * A value outside what the series has shown so far, or a short mean outside what short means have;
 * over once it has stayed inside for a while. What was shown counts as shown from then on.
 *
 * <p>The score is the sum of two parts, log2(1 + distance outside / running range) for the value
 * and for the short mean: 0 inside, 1 bit for as far outside as the range is wide, without an upper
 * end. It counts only if it exceeds the scores of the last readings, so that an excursion is told
 * once.
 *
 * <p>Parameters: {@code margin} (how far outside alerts, as a share of the range, default 0.25),
 * {@code warmup} (readings before anything counts, default 200), {@code hold} (readings that a
 * score has to exceed, default 100), {@code quiet} (how long it has to stay inside, default PT10M).
 * 105 bytes a series, two logarithms for a reading outside and none for one inside.
 */
final class NoveltyDetector implements Detector {
    private static final double MARGIN = 0.25;
    private static final long WARMUP = 200;
    private static final long HOLD = 100;
    private static final Duration QUIET = Duration.ofMinutes(10);

    /** A series that was constant so far has no range: a millionth of its value stands in. */
    private static final double LEAST_SHARE = 1e-6;

    /** And this where it was constantly zero. */
    private static final double LEAST_RANGE = 1e-9;

    private final double margin;
    private final long warmup;
    private final long hold;
    private final long quietMicros;

    NoveltyDetector(Parameters parameters) {
        margin = parameters.number("margin", MARGIN, 0);
        warmup = parameters.whole("warmup", WARMUP, 2);
        hold = parameters.whole("hold", HOLD, 1);
        quietMicros = parameters.micros("quiet", QUIET);
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.NOVELTY;
    }

    @Override
    public double observe(
            Memory memory,
            long timeMicros,
            double value,
            long receivedMicros,
            Consumer<Finding> found) {
        NoveltyMemory seen = (NoveltyMemory) memory;
        if (seen.readings == 0) {
            seen.learn(value);
            return 0;
        }
        double range = range(seen);
        double outside = outside(value, seen.min, seen.max) / range;
        double meanOutside = outside(seen.meanWith(value), seen.meanMin, seen.meanMax) / range;
        double raw = bits(outside) + bits(meanOutside);
        // While the range is still being found every reading is far outside: such scores would
        // suppress real ones for long.
        boolean settled = seen.readings >= Math.max(warmup - hold, warmup / 2);
        boolean counts = settled && seen.exceeds(raw, hold) && seen.readings >= warmup;
        double share = Math.max(outside, meanOutside);
        @Nullable Turn turn =
                counts && share > margin
                        ? seen.episode.breach(timeMicros, timeMicros, share, 0)
                        : seen.episode.calm(timeMicros, quietMicros);
        if (turn != null) {
            tell(turn, seen, timeMicros, value, raw, found);
        }
        seen.learn(value);
        return counts ? raw : 0;
    }

    private void tell(
            Turn turn,
            NoveltyMemory seen,
            long timeMicros,
            double value,
            double score,
            Consumer<Finding> found) {
        long onset = seen.episode.onsetMicros();
        if (turn == Turn.ENDED) {
            seen.episode.end();
        }
        double expected = Math.min(Math.max(value, seen.min), seen.max);
        double beyond = margin * range(seen);
        double middle = seen.min + (seen.max - seen.min) / 2;
        double threshold = value >= middle ? seen.max + beyond : seen.min - beyond;
        found.accept(
                new Finding(
                        DetectorKind.NOVELTY,
                        turn,
                        onset,
                        timeMicros,
                        value,
                        expected,
                        threshold,
                        score,
                        onset,
                        timeMicros));
    }

    private static double range(NoveltyMemory seen) {
        double size = Math.max(Math.abs(seen.min), Math.abs(seen.max));
        return Math.max(Math.max(seen.max - seen.min, LEAST_SHARE * size), LEAST_RANGE);
    }

    private static double outside(double value, double min, double max) {
        return value > max ? value - max : value < min ? min - value : 0;
    }

    private static double bits(double share) {
        return share == 0 ? 0 : Math.log1p(share) / Math.log(2);
    }

    @Override
    public String describe(Locale locale) {
        String percent = Words.number(margin * 100);
        String quiet = Words.span(quietMicros, locale);
        return Words.isChinese(locale)
                ? "在最初"
                        + warmup
                        + "次读数之后，数值超出以往范围"
                        + percent
                        + "%以上、且比最近"
                        + hold
                        + "次读数更异常时告警，恢复"
                        + quiet
                        + "后解除。"
                : "Alerts, after the first "
                        + warmup
                        + " readings, when the value is outside what it has shown so far by more than "
                        + percent
                        + " % of that range and more so than in the last "
                        + hold
                        + " readings; clears after "
                        + quiet
                        + " inside.";
    }

    @Override
    public String explain(Finding finding, String subject, Locale locale) {
        boolean zh = Words.isChinese(locale);
        String value = Words.number(finding.value());
        if (finding.turn() == Turn.ENDED) {
            return zh
                    ? subject + "为" + value + "，回到以往范围。"
                    : subject + " is " + value + ", within what it has shown before.";
        }
        String score = Words.number(Math.round(finding.score() * 10) / 10.0);
        String expected = Words.number(finding.expected());
        if (finding.expected() == finding.value()) {
            return zh
                    ? subject + "持续在" + value + "附近，此前从未如此（异常度" + score + "比特）。"
                    : subject
                            + " stays about "
                            + value
                            + " as it never has so far ("
                            + score
                            + " bits of surprise).";
        }
        return zh
                ? subject + "为" + value + "，此前从未超过" + expected + "（异常度" + score + "比特）。"
                : subject
                        + " is "
                        + value
                        + "; so far it went no further than "
                        + expected
                        + " ("
                        + score
                        + " bits of surprise).";
    }
}
