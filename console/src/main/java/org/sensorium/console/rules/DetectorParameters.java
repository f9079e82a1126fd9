package org.sensorium.console.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Json;
import org.sensorium.model.DetectorKind;

/**
 * What each detector can be told. The job's detectors read the same names with the same bounds; a
 * rule that passes here arms there.
 */
final class DetectorParameters {
    private static final double SMALLEST_SQUARE = 0.1;

    private static final Map<DetectorKind, List<Parameter>> KNOWN =
            Map.of(
                    DetectorKind.THRESHOLD,
                    List.of(
                            Parameter.number("above"),
                            Parameter.number("below"),
                            Parameter.number("clear"),
                            Parameter.number("clearAbove"),
                            Parameter.number("clearBelow"),
                            Parameter.duration("for"),
                            Parameter.duration("hold")),
                    DetectorKind.RATE_OF_CHANGE,
                    List.of(
                            Parameter.number("perSecond", 0),
                            Parameter.number("perMinute", 0),
                            Parameter.duration("over"),
                            Parameter.word("direction", "both", "rise", "fall"),
                            Parameter.duration("quiet")),
                    DetectorKind.FLATLINE,
                    List.of(
                            Parameter.duration("for"),
                            Parameter.whole("readings", 2),
                            Parameter.number("tolerance", 0)),
                    DetectorKind.SILENCE,
                    List.of(Parameter.number("intervals", 1), Parameter.duration("atLeast")),
                    DetectorKind.NOVELTY,
                    List.of(
                            Parameter.number("bits", 0),
                            Parameter.number("margin", 0),
                            Parameter.duration("learn"),
                            Parameter.word("tier", "1", "2", "3"),
                            Parameter.whole("warmup", 2),
                            Parameter.whole("hold", 1),
                            Parameter.duration("quiet")),
                    DetectorKind.SENSOR_FAULT,
                    List.of(
                            Parameter.duration("for"),
                            Parameter.number("times", 1),
                            Parameter.number("kilometres", SMALLEST_SQUARE)),
                    DetectorKind.COMPOSITE,
                    List.of(
                            Parameter.duration("within"),
                            Parameter.word("place", "district", "gateway"),
                            Parameter.duration("wait")));

    private DetectorParameters() {}

    /** The names that the detector knows. */
    static List<String> names(DetectorKind detector) {
        return KNOWN.getOrDefault(detector, List.of()).stream().map(Parameter::name).toList();
    }

    /**
     * Checks them.
     *
     * @param fault gets the parameter's name and what is wrong
     */
    static void check(
            DetectorKind detector, Map<String, String> given, BiConsumer<String, String> fault) {
        boolean[] sound = {true};
        BiConsumer<String, String> noting =
                (name, detail) -> {
                    sound[0] = false;
                    fault.accept(name, detail);
                };
        given.forEach((name, text) -> checkOne(detector, name, text, noting));
        if (sound[0]) {
            checkTogether(detector, given, noting);
        }
    }

    private static void checkOne(
            DetectorKind detector, String name, String text, BiConsumer<String, String> fault) {
        Optional<Parameter> parameter =
                KNOWN.getOrDefault(detector, List.of()).stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst();
        if (parameter.isEmpty()) {
            fault.accept(
                    name,
                    detector.code()
                            + " has no such parameter; it has "
                            + String.join(", ", names(detector)));
            return;
        }
        parameter
                .get()
                .faultOf(text)
                .ifPresent(
                        wanted ->
                                fault.accept(
                                        name, "'" + Json.cut(text) + "'; wanted is " + wanted));
    }

    private static void checkTogether(
            DetectorKind detector, Map<String, String> given, BiConsumer<String, String> fault) {
        if (detector == DetectorKind.RATE_OF_CHANGE
                && given.containsKey("perSecond") == given.containsKey("perMinute")) {
            fault.accept("perMinute", "rate_of_change needs one of perSecond and perMinute");
        }
        if (detector == DetectorKind.THRESHOLD) {
            checkBounds(given, fault);
        }
    }

    private static void checkBounds(Map<String, String> given, BiConsumer<String, String> fault) {
        @Nullable Double above = number(given, "above");
        @Nullable Double below = number(given, "below");
        if (above == null && below == null) {
            fault.accept("above", "threshold needs above, below or both");
            return;
        }
        if (above != null && below != null) {
            if (above < below) {
                fault.accept("above", above + " is less than below, " + below);
            }
            if (given.containsKey("clear")) {
                fault.accept("clear", "with two bounds wanted are clearAbove and clearBelow");
            }
        }
        atMost("clearAbove", number(given, "clearAbove"), "above", above, fault);
        atLeast("clearBelow", number(given, "clearBelow"), "below", below, fault);
        if (above == null || below == null) {
            atMost("clear", number(given, "clear"), "above", above, fault);
            atLeast("clear", number(given, "clear"), "below", below, fault);
        }
    }

    private static void atMost(
            String name,
            @Nullable Double value,
            String boundName,
            @Nullable Double bound,
            BiConsumer<String, String> fault) {
        if (value != null && bound != null && value > bound) {
            fault.accept(name, value + "; wanted is at most " + boundName + ", " + bound);
        }
    }

    private static void atLeast(
            String name,
            @Nullable Double value,
            String boundName,
            @Nullable Double bound,
            BiConsumer<String, String> fault) {
        if (value != null && bound != null && value < bound) {
            fault.accept(name, value + "; wanted is at least " + boundName + ", " + bound);
        }
    }

    private static @Nullable Double number(Map<String, String> given, String name) {
        @Nullable String text = given.get(name);
        return text == null ? null : Double.valueOf(text);
    }
}
