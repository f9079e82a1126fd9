package org.sensorium.console.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One setting of a detector.
 *
 * @param least smallest number allowed; of durations, none is negative
 * @param words the words allowed, for a word
 */
record Parameter(String name, Form form, double least, List<String> words) {
    /** How it is written. */
    enum Form {
        NUMBER,
        WHOLE,
        DURATION,
        WORD
    }

    static Parameter number(String name) {
        return new Parameter(name, Form.NUMBER, -Double.MAX_VALUE, List.of());
    }

    static Parameter number(String name, double least) {
        return new Parameter(name, Form.NUMBER, least, List.of());
    }

    static Parameter whole(String name, long least) {
        return new Parameter(name, Form.WHOLE, least, List.of());
    }

    static Parameter duration(String name) {
        return new Parameter(name, Form.DURATION, 0, List.of());
    }

    static Parameter word(String name, String... words) {
        return new Parameter(name, Form.WORD, 0, List.of(words));
    }

    /** What would be right, unless the text is. */
    Optional<String> faultOf(String text) {
        boolean right =
                switch (form) {
                    case NUMBER -> isNumber(text);
                    case WHOLE -> isNumber(text) && isWhole(Double.parseDouble(text));
                    case DURATION -> isDuration(text);
                    case WORD -> words.contains(text);
                };
        return right ? Optional.empty() : Optional.of(wanted());
    }

    private boolean isNumber(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) && number >= least;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number) && number <= Integer.MAX_VALUE;
    }

    private static boolean isDuration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return !duration.isNegative() && duration.compareTo(Duration.ofDays(3660)) <= 0;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private String wanted() {
        String bound = least == -Double.MAX_VALUE ? "" : " of at least " + plain(least);
        return switch (form) {
            case NUMBER -> "a finite number" + bound;
            case WHOLE -> "a whole number" + bound;
            case DURATION -> "an ISO-8601 duration that is not negative, such as PT30S";
            case WORD -> "one of " + String.join(", ", words);
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
