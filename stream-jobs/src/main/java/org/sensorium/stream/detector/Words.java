package org.sensorium.stream.detector;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and spans of time as people read them. */
public final class Words {
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final double PLAIN_BELOW = 1e9;
    private static final double PLAIN_FROM = 1e-6;

    private Words() {}

    /** Whether to say it in Chinese; in English otherwise. */
    public static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    /** Six significant digits, without an exponent where that is shorter. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        double size = Math.abs(value);
        BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
        if (size == 0) {
            return "0";
        }
        return size < PLAIN_BELOW && size >= PLAIN_FROM
                ? rounded.toPlainString()
                : rounded.toString();
    }

    /**
     * Such as {@code 1 h 30 min}.
     *
     * @param micros microseconds, not negative
     */
    public static String span(long micros, Locale locale) {
        Duration span = Duration.of(micros, ChronoUnit.MICROS);
        boolean chinese = isChinese(locale);
        StringBuilder text = new StringBuilder();
        append(text, span.toDays(), chinese ? "天" : " d");
        append(text, span.toHoursPart(), chinese ? "小时" : " h");
        append(text, span.toMinutesPart(), chinese ? "分钟" : " min");
        double seconds = span.toSecondsPart() + span.toMillisPart() / 1000.0;
        if (seconds > 0 || text.isEmpty()) {
            if (!text.isEmpty() && !chinese) {
                text.append(' ');
            }
            text.append(number(seconds)).append(chinese ? "秒" : " s");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            if (!text.isEmpty() && unit.startsWith(" ")) {
                text.append(' ');
            }
            text.append(amount).append(unit);
        }
    }
}
