package org.sensorium.stream.detector;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.sensorium.model.DetectorKind;

/**
 * A sensor that alone departs from its neighbours: the sensors of its type in the same square. Here
 * it only averages the series by the minute, as no series alone can tell; the comparison is made
 * where the minutes of the square come together ({@code stream.compare}).
 *
 * <p>Parameters: {@code for} (how long it has to depart alone, and to agree again, default PT15M),
 * {@code times} (beyond how many times the usual distance, default 3) and {@code kilometres} (the
 * side of a square, default 10). 60 bytes a series, and a few nanoseconds a reading.
 */
public final class SensorFaultDetector implements Detector {
    private static final Duration FOR = Duration.ofMinutes(15);
    private static final double TIMES = 3;
    private static final double KILOMETRES = 10;
    private static final double SMALLEST_SQUARE = 0.1;
    private static final long MICROS_PER_MINUTE = 60_000_000;

    private final long forMicros;
    private final double times;
    private final double kilometres;

    SensorFaultDetector(Parameters parameters) {
        forMicros = parameters.micros("for", FOR);
        times = parameters.number("times", TIMES, 1);
        kilometres = parameters.number("kilometres", KILOMETRES, SMALLEST_SQUARE);
    }

    /** Takes a minute's mean. */
    public interface Minutes {
        /**
         * Told once a minute is over.
         *
         * @param minute of event time, since 1970
         */
        void over(int minute, double mean);
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.SENSOR_FAULT;
    }

    /** How long a sensor has to depart alone, in whole minutes. */
    public int forMinutes() {
        return (int) Math.min(Integer.MAX_VALUE, forMicros / MICROS_PER_MINUTE);
    }

    /** Beyond how many times the usual distance. */
    public double times() {
        return times;
    }

    /** The side of a square. */
    public double kilometres() {
        return kilometres;
    }

    @Override
    public double observe(
            Memory memory,
            long timeMicros,
            double value,
            long receivedMicros,
            Consumer<Finding> found) {
        ((MinuteMemory) memory).add(timeMicros, value);
        return 0;
    }

    /** Gives the minute that ended by the last reading observed, if one did. */
    public void giveMinute(Memory memory, Minutes minutes) {
        MinuteMemory of = (MinuteMemory) memory;
        if (of.isOver()) {
            minutes.over(of.overMinute(), of.overMean());
        }
    }

    @Override
    public String describe(Locale locale) {
        String span = Words.span(forMicros, locale);
        String distance = Words.number(times);
        String side = Words.number(kilometres);
        return Words.isChinese(locale)
                ? "与"
                        + side
                        + "公里方格内同类传感器相比，单独偏离超过通常距离的"
                        + distance
                        + "倍并持续"
                        + span
                        + "时告警，恢复一致"
                        + span
                        + "后解除。"
                : "Alerts when it alone is more than "
                        + distance
                        + " times as far as usual from the sensors of its type in the same square of "
                        + side
                        + " km, for "
                        + span
                        + "; clears once it has agreed for as long.";
    }

    @Override
    public String explain(Finding finding, String subject, Locale locale) {
        boolean zh = Words.isChinese(locale);
        if (finding.turn() == Turn.ENDED) {
            return zh ? subject + "与邻近传感器恢复一致。" : subject + " agrees with its neighbours again.";
        }
        return zh
                ? subject + "单独偏离邻近传感器。"
                : subject + " departs from its neighbours, and it alone.";
    }

    /** A tenth of the bound, or less, as a power of ten: what is finer says nothing. */
    private static double step(double bound) {
        return bound > 0 && Double.isFinite(bound)
                ? Math.pow(10, Math.floor(Math.log10(bound) - 1))
                : Double.MIN_NORMAL;
    }

    /**
     * A sentence that names the neighbours.
     *
     * @param neighbours how many sensors it was compared with
     * @param median of theirs at that minute, as they measured it
     */
    public String explain(
            Finding finding, int neighbours, double median, String subject, Locale locale) {
        if (finding.turn() == Turn.ENDED) {
            return explain(finding, subject, locale);
        }
        String value = Words.number(finding.value());
        double step = step(Math.abs(finding.threshold() - finding.expected()));
        String centre = Words.number(Math.rint(median / step) * step);
        String expected = Words.number(Math.rint(finding.expected() / step) * step);
        String span = Words.span(finding.windowToMicros() - finding.windowFromMicros(), locale);
        return Words.isChinese(locale)
                ? subject
                        + "为"
                        + value
                        + "，其"
                        + neighbours
                        + "个邻近传感器的中位数为"
                        + centre
                        + "，按其通常差距应约为"
                        + expected
                        + "；已单独偏离"
                        + span
                        + "。"
                : subject
                        + " is "
                        + value
                        + " where its "
                        + neighbours
                        + " neighbours measure "
                        + centre
                        + " (median; about "
                        + expected
                        + " would be usual here), and it alone has departed from them for "
                        + span
                        + ".";
    }
}
