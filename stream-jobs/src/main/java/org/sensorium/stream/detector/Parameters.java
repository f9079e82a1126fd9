package org.sensorium.stream.detector;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Rule;

/** Reads a rule's parameters; faults name the rule, the parameter and what would be right. */
final class Parameters {
    private final Rule rule;

    Parameters(Rule rule) {
        this.rule = rule;
    }

    boolean has(String name) {
        return rule.parameters().containsKey(name);
    }

    double number(String name, double otherwise, double atLeast) {
        @Nullable String text = rule.parameters().get(name);
        if (text == null) {
            return otherwise;
        }
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw fault(name, text, "a decimal number");
        }
        if (!Double.isFinite(number) || number < atLeast) {
            throw fault(
                    name,
                    text,
                    atLeast == -Double.MAX_VALUE
                            ? "a finite number"
                            : "a number of at least " + Words.number(atLeast));
        }
        return number;
    }

    double number(String name, double otherwise) {
        return number(name, otherwise, -Double.MAX_VALUE);
    }

    long whole(String name, long otherwise, long atLeast) {
        double number = number(name, otherwise, atLeast);
        if (number != Math.rint(number) || number > Integer.MAX_VALUE) {
            throw fault(name, String.valueOf(number), "a whole number of at least " + atLeast);
        }
        return (long) number;
    }

    /** ISO-8601, such as {@code PT30S}. */
    long micros(String name, Duration otherwise) {
        @Nullable String text = rule.parameters().get(name);
        if (text == null) {
            return toMicros(otherwise);
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return toMicros(duration);
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below, with what would be right
        }
        throw fault(name, text, "an ISO-8601 duration that is not negative, such as PT30S");
    }

    /** One of the words; the first is the default. */
    String word(String name, String... words) {
        @Nullable String text = rule.parameters().get(name);
        if (text == null) {
            return words[0];
        }
        if (!List.of(words).contains(text)) {
            throw fault(name, text, "one of " + String.join(", ", words));
        }
        return text;
    }

    IllegalArgumentException missing(String names) {
        return new IllegalArgumentException(
                "rule '" + rule.id() + "': " + rule.detector().code() + " needs " + names);
    }

    IllegalArgumentException fault(String name, String text, String wanted) {
        return new IllegalArgumentException(
                "rule '"
                        + rule.id()
                        + "': "
                        + name
                        + " is '"
                        + text.substring(0, Math.min(80, text.length()))
                        + "', wanted is "
                        + wanted);
    }

    static long toMicros(Duration duration) {
        return Math.addExact(
                Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1000);
    }
}
