package org.sensorium.stream.detector;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;

/**
 * A value that changes faster than a bound, in event time; over once it has been slower for a
 * while.
 *
 * <p>The change is measured from a reading about one span back and never counted over less than a
 * span: 0.5 a minute means that it moved by more than 0.5 within a minute, and not that two
 * readings a millisecond apart differed by a trifle.
 *
 * <p>Parameters: {@code perSecond} or {@code perMinute}; {@code over} (the span; default one second
 * or one minute); {@code direction} ({@code rise}, {@code fall} or {@code both}, the default);
 * {@code quiet} (how long it has to be slower, default PT5M). 66 bytes a series.
 */
final class RateOfChangeDetector implements Detector {
    private static final double MICROS = 1e6;
    private static final Duration QUIET = Duration.ofMinutes(5);

    private final double bound;
    private final long unitMicros;
    private final long overMicros;
    private final long quietMicros;
    private final boolean rises;
    private final boolean falls;

    RateOfChangeDetector(Parameters parameters) {
        boolean minutely = parameters.has("perMinute");
        if (minutely == parameters.has("perSecond")) {
            throw parameters.missing("one of perSecond and perMinute");
        }
        bound = parameters.number(minutely ? "perMinute" : "perSecond", 0, 0);
        Duration unit = minutely ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
        unitMicros = Parameters.toMicros(unit);
        overMicros = Math.max(1, parameters.micros("over", unit));
        quietMicros = parameters.micros("quiet", QUIET);
        String direction = parameters.word("direction", "both", "rise", "fall");
        rises = !direction.equals("fall");
        falls = !direction.equals("rise");
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.RATE_OF_CHANGE;
    }

    @Override
    public double observe(
            Memory memory,
            long timeMicros,
            double value,
            long receivedMicros,
            Consumer<Finding> found) {
        RateMemory seen = (RateMemory) memory;
        if (seen.started) {
            seen.advance(timeMicros, overMicros);
            double span = Math.max(timeMicros - seen.fromMicros, overMicros);
            double rate = (value - seen.fromValue) / span * unitMicros;
            boolean tooFast = (rises && rate > bound) || (falls && -rate > bound);
            @Nullable Turn turn =
                    tooFast
                            ? seen.breach(timeMicros, timeMicros, excess(Math.abs(rate)), 0)
                            : seen.calm(timeMicros, quietMicros);
            if (turn != null) {
                tell(turn, seen, timeMicros, value, rate, found);
            }
        }
        seen.remember(timeMicros, value, overMicros);
        return 0;
    }

    private double excess(double rate) {
        return (rate - bound) / Math.max(bound, Double.MIN_NORMAL);
    }

    private void tell(
            Turn turn,
            RateMemory seen,
            long timeMicros,
            double value,
            double rate,
            Consumer<Finding> found) {
        long onset = seen.onsetMicros();
        if (turn == Turn.ENDED) {
            seen.end();
        }
        double span = Math.max(timeMicros - seen.fromMicros, overMicros);
        double allowed = Math.copySign(bound, rate) * span / unitMicros;
        found.accept(
                new Finding(
                        DetectorKind.RATE_OF_CHANGE,
                        turn,
                        onset,
                        timeMicros,
                        value,
                        seen.fromValue,
                        seen.fromValue + allowed,
                        Double.NaN,
                        seen.fromMicros,
                        timeMicros));
    }

    @Override
    public String describe(Locale locale) {
        String rate = perUnit(bound, locale);
        String quiet = Words.span(quietMicros, locale);
        if (Words.isChinese(locale)) {
            return "数值"
                    + (rises ? falls ? "变化" : "上升" : "下降")
                    + "快于"
                    + rate
                    + "时告警，平稳"
                    + quiet
                    + "后解除。";
        }
        return "Alerts when the value "
                + (rises ? falls ? "changes" : "rises" : "falls")
                + " faster than "
                + rate
                + ", clears after "
                + quiet
                + " without.";
    }

    @Override
    public String explain(Finding finding, String subject, Locale locale) {
        boolean zh = Words.isChinese(locale);
        String value = Words.number(finding.value());
        if (finding.turn() == Turn.ENDED) {
            return zh
                    ? subject + "为" + value + "，变化已平稳。"
                    : subject + " is " + value + " and changes slowly again.";
        }
        String from = Words.number(finding.expected());
        String span = Words.span(finding.windowToMicros() - finding.windowFromMicros(), locale);
        String limit = perUnit(bound, locale);
        return zh
                ? subject + "在" + span + "内由" + from + "变为" + value + "，快于" + limit + "。"
                : subject
                        + " went from "
                        + from
                        + " to "
                        + value
                        + " within "
                        + span
                        + ", faster than "
                        + limit
                        + ".";
    }

    private String perUnit(double rate, Locale locale) {
        boolean minutely = unitMicros > MICROS;
        String number = Words.number(rate);
        if (Words.isChinese(locale)) {
            return (minutely ? "每分钟" : "每秒") + number;
        }
        return number + (minutely ? " a minute" : " a second");
    }
}
