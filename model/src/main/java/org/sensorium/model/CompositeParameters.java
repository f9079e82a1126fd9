package org.sensorium.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a composite rule's parameters and tells of every fault. For one reading. */
final class CompositeParameters {
    private static final Pattern OF_STEP = Pattern.compile("step([1-9][0-9]?)\\.(\\w+)");
    private static final Set<String> OF_RULE = Set.of("within", "place", "wait");
    private static final Set<String> STEP_FIELDS =
            Set.of("type", "metric", "above", "below", "for", "absent");
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final int SHOWN = 80;

    private final Map<String, String> parameters;
    private final BiConsumer<String, String> fault;

    CompositeParameters(Map<String, String> parameters, BiConsumer<String, String> fault) {
        this.parameters = parameters;
        this.fault = fault;
    }

    /** What there is of it; of use only if there was no fault. */
    CompositePattern read() {
        int count = countSteps();
        if (count < CompositePattern.FEWEST || count > CompositePattern.MOST) {
            fault.accept(
                    "steps",
                    "are "
                            + count
                            + "; wanted are "
                            + CompositePattern.FEWEST
                            + " to "
                            + CompositePattern.MOST);
        }
        if (!parameters.containsKey("within")) {
            fault.accept("within", "is missing; wanted is a duration such as PT30M");
        }
        Duration within = duration("within", "within", LONGEST, Duration.ofMinutes(30));
        Duration patience = duration("wait", "wait", LONGEST_WAIT, WAIT);
        List<CompositeStep> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(step(i, i == count - 1, within));
        }
        checkAbsences(steps);
        return new CompositePattern(steps, within, place(), patience);
    }

    private int countSteps() {
        Set<Integer> numbers = new TreeSet<>();
        for (String name : new TreeSet<>(parameters.keySet())) {
            Matcher step = OF_STEP.matcher(name);
            if (step.matches()) {
                int number = Integer.parseInt(step.group(1));
                numbers.add(number);
                if (!STEP_FIELDS.contains(step.group(2))) {
                    unknown(field(number - 1, step.group(2)), STEP_FIELDS);
                }
            } else if (!OF_RULE.contains(name)) {
                unknown(name, OF_RULE);
            }
        }
        int count = 0;
        while (numbers.contains(count + 1)) {
            count++;
        }
        return count == numbers.size() ? count : 0;
    }

    private void unknown(String field, Set<String> known) {
        fault.accept(
                field,
                "is not a known field; known are " + String.join(", ", new TreeSet<>(known)));
    }

    private CompositeStep step(int index, boolean last, Duration within) {
        String prefix = "step" + (index + 1) + ".";
        @Nullable String type = parameters.get(prefix + "type");
        if (type != null && !Identifiers.isName(type)) {
            fault.accept(field(index, "type"), noName(type));
        }
        String metric = parameters.getOrDefault(prefix + "metric", "");
        if (!Identifiers.isName(metric)) {
            fault.accept(field(index, "metric"), metric.isEmpty() ? "is missing" : noName(metric));
        }
        boolean absent = flag(prefix + "absent", field(index, "absent"));
        boolean high = parameters.containsKey(prefix + "above");
        if (high == parameters.containsKey(prefix + "below")) {
            fault.accept(field(index, "above"), "wanted is one of above and below");
        }
        double bound =
                high
                        ? number(prefix + "above", field(index, "above"))
                        : number(prefix + "below", field(index, "below"));
        if (absent && !last && parameters.containsKey(prefix + "for")) {
            fault.accept(
                    field(index, "for"),
                    "is not for an absent step with another after it: that one ends it");
        }
        Duration lasting =
                duration(
                        prefix + "for",
                        field(index, "for"),
                        LONGEST,
                        absent && last ? within : Duration.ZERO);
        if (absent && last && lasting.isZero()) {
            fault.accept(field(index, "for"), "is no time to be absent for");
        }
        return new CompositeStep(type, metric, high, bound, lasting, absent);
    }

    private void checkAbsences(List<CompositeStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).absent()) {
                continue;
            }
            if (i == 0) {
                fault.accept(field(i, "absent"), "the first step cannot be absent");
            } else if (steps.get(i - 1).absent()) {
                fault.accept(field(i, "absent"), "two absent steps cannot follow each other");
            }
        }
    }

    private CompositePattern.Place place() {
        String text = parameters.getOrDefault("place", "district");
        for (CompositePattern.Place place : CompositePattern.Place.values()) {
            if (place.name().equalsIgnoreCase(text)) {
                return place;
            }
        }
        fault.accept("place", "is '" + cut(text) + "'; wanted is one of district, gateway");
        return CompositePattern.Place.DISTRICT;
    }

    private boolean flag(String name, String field) {
        String text = parameters.getOrDefault(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            fault.accept(field, "'" + cut(text) + "' is neither true nor false");
        }
        return text.equals("true");
    }

    private double number(String name, String field) {
        @Nullable String text = parameters.get(name);
        if (text == null) {
            return 0;
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        fault.accept(field, "'" + cut(text) + "' is not a finite number");
        return 0;
    }

    private Duration duration(String name, String field, Duration longest, Duration otherwise) {
        @Nullable String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        boolean zero = name.equals("wait") || name.endsWith(".for");
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(zero ? Duration.ZERO : Duration.ofMillis(1)) >= 0
                    && duration.compareTo(longest) <= 0) {
                return duration.truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below, with what would be right
        }
        fault.accept(
                field,
                "'"
                        + cut(text)
                        + "' is not an ISO-8601 duration of "
                        + (zero ? "PT0S" : "PT0.001S")
                        + " to "
                        + longest);
        return otherwise;
    }

    private static String field(int index, String name) {
        return "steps[" + index + "]." + name;
    }

    private static String noName(String text) {
        return "'" + cut(text) + "' does not match [a-z][a-z0-9_-]{0,31}";
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(SHOWN, text.length()));
    }
}
