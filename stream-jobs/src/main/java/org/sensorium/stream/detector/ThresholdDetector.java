package org.sensorium.stream.detector;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;

/**
 * A value beyond a bound for a while; over once it is back behind the clearing bound.
 *
 * <p>Parameters: {@code above} and/or {@code below} (the bounds themselves are in order), {@code
 * clear} with one of them, {@code clearAbove}/{@code clearBelow} with both (default: the bound),
 * {@code for} (default 0), {@code hold} (how long it has to stay back, default 0). 33 bytes a
 * series, some ten operations a reading.
 */
final class ThresholdDetector implements Detector {
    private final double above;
    private final double below;
    private final double clearAbove;
    private final double clearBelow;
    private final long forMicros;
    private final long holdMicros;

    ThresholdDetector(Parameters parameters) {
        boolean hasAbove = parameters.has("above");
        boolean hasBelow = parameters.has("below");
        if (!hasAbove && !hasBelow) {
            throw parameters.missing("above or below");
        }
        above = hasAbove ? parameters.number("above", 0) : Double.POSITIVE_INFINITY;
        below = hasBelow ? parameters.number("below", 0) : Double.NEGATIVE_INFINITY;
        if (hasAbove && hasBelow && above < below) {
            throw parameters.fault(
                    "above", Words.number(above), "at least below, " + Words.number(below));
        }
        double clear = parameters.number("clear", Double.NaN);
        if (!Double.isNaN(clear) && hasAbove && hasBelow) {
            throw parameters.fault(
                    "clear",
                    Words.number(clear),
                    "clearAbove and clearBelow where there are two bounds");
        }
        clearAbove =
                parameters.number("clearAbove", Double.isNaN(clear) || !hasAbove ? above : clear);
        clearBelow =
                parameters.number("clearBelow", Double.isNaN(clear) || !hasBelow ? below : clear);
        if (clearAbove > above) {
            throw parameters.fault(
                    "clear", Words.number(clearAbove), "at most above, " + Words.number(above));
        }
        if (clearBelow < below) {
            throw parameters.fault(
                    "clear", Words.number(clearBelow), "at least below, " + Words.number(below));
        }
        forMicros = parameters.micros("for", Duration.ZERO);
        holdMicros = parameters.micros("hold", Duration.ZERO);
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.THRESHOLD;
    }

    @Override
    public double observe(
            Memory memory,
            long timeMicros,
            double value,
            long receivedMicros,
            Consumer<Finding> found) {
        Episode episode = memory;
        if (value > above || value < below) {
            double bound = value > above ? above : below;
            double excess = Math.abs(value - bound) / Math.max(Math.abs(bound), Double.MIN_NORMAL);
            tell(
                    episode.breach(timeMicros, timeMicros, excess, forMicros),
                    episode,
                    timeMicros,
                    value,
                    found);
        } else if (value <= clearAbove && value >= clearBelow) {
            tell(episode.calm(timeMicros, holdMicros), episode, timeMicros, value, found);
        } else {
            episode.undecided();
        }
        return 0;
    }

    private void tell(
            @Nullable Turn turn,
            Episode episode,
            long timeMicros,
            double value,
            Consumer<Finding> found) {
        if (turn == null) {
            return;
        }
        double bound = nearestBound(value);
        double expected = bound == above ? clearAbove : clearBelow;
        long onset = episode.onsetMicros();
        if (turn == Turn.ENDED) {
            episode.end();
        }
        found.accept(
                new Finding(
                        DetectorKind.THRESHOLD,
                        turn,
                        onset,
                        timeMicros,
                        value,
                        expected,
                        bound,
                        Double.NaN,
                        onset,
                        timeMicros));
    }

    private double nearestBound(double value) {
        return Math.abs(value - above) <= Math.abs(value - below) ? above : below;
    }

    @Override
    public String describe(Locale locale) {
        boolean zh = Words.isChinese(locale);
        String bounds;
        if (Double.isInfinite(below)) {
            bounds = (zh ? "高于" : "above ") + Words.number(above);
        } else if (Double.isInfinite(above)) {
            bounds = (zh ? "低于" : "below ") + Words.number(below);
        } else {
            bounds =
                    zh
                            ? "高于" + Words.number(above) + "或低于" + Words.number(below)
                            : "above " + Words.number(above) + " or below " + Words.number(below);
        }
        String lasting = forMicros == 0 ? "" : Words.span(forMicros, locale);
        return zh
                ? "数值"
                        + bounds
                        + (lasting.isEmpty() ? "" : "持续" + lasting)
                        + "时告警，回到"
                        + clearing(true)
                        + "时解除。"
                : "Alerts when the value is "
                        + bounds
                        + (lasting.isEmpty() ? "" : " for " + lasting)
                        + ", clears at "
                        + clearing(false)
                        + ".";
    }

    private String clearing(boolean zh) {
        if (Double.isInfinite(below)) {
            return Words.number(clearAbove);
        }
        if (Double.isInfinite(above)) {
            return Words.number(clearBelow);
        }
        return Words.number(clearBelow) + (zh ? "至" : "…") + Words.number(clearAbove);
    }

    @Override
    public String explain(Finding finding, String subject, Locale locale) {
        boolean zh = Words.isChinese(locale);
        String value = Words.number(finding.value());
        if (finding.turn() == Turn.ENDED) {
            return zh
                    ? subject + "为" + value + "，已恢复正常。"
                    : subject + " is " + value + ", back in order.";
        }
        boolean high = finding.value() > finding.threshold();
        String bound = Words.number(finding.threshold());
        String lasting =
                finding.atMicros() > finding.onsetMicros()
                        ? Words.span(finding.atMicros() - finding.onsetMicros(), locale)
                        : "";
        return zh
                ? subject
                        + "为"
                        + value
                        + (high ? "，高于" : "，低于")
                        + bound
                        + (lasting.isEmpty() ? "" : "，已持续" + lasting)
                        + "。"
                : subject
                        + " is "
                        + value
                        + (high ? ", above " : ", below ")
                        + bound
                        + (lasting.isEmpty() ? "" : " for " + lasting)
                        + ".";
    }
}
