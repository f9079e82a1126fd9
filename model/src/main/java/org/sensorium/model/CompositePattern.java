package org.sensorium.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a composite rule looks for: steps one after the other by sensors of one place.
 *
 * <p>In a rule's parameters: {@code within}, {@code place}, {@code wait}, and of the step number n,
 * from 1, {@code stepn.type}, {@code .metric}, {@code .above} or {@code .below}, {@code .for},
 * {@code .absent}.
 *
 * @param steps {@value #FEWEST} to {@value #MOST}; the first is not absent, nor are two in a row
 * @param within from the first step to the last that is not absent
 * @param place what the sensors have in common
 * @param patience how much later a reading may be received than it was taken: by so much all is
 *     found later, and readings that come later still take no step
 */
public record CompositePattern(
        List<CompositeStep> steps, Duration within, Place place, Duration patience) {
    public static final int FEWEST = 2;
    public static final int MOST = 5;

    /** What sensors of one place have in common. */
    public enum Place {
        DISTRICT,
        GATEWAY
    }

    public CompositePattern {
        steps = List.copyOf(steps);
    }

    /**
     * The pattern of a composite rule.
     *
     * @throws IllegalArgumentException naming the rule, the field and what would be right
     */
    public static CompositePattern of(Rule rule) {
        return new CompositeParameters(
                        rule.parameters(),
                        (field, detail) -> {
                            throw new IllegalArgumentException(
                                    "rule '" + rule.id() + "': " + field + " " + detail);
                        })
                .read();
    }

    /**
     * Checks a composite rule's parameters.
     *
     * @param fault gets the field, such as {@code steps[1].above} or {@code within}, and what is
     *     wrong with it
     */
    public static void check(Map<String, String> parameters, BiConsumer<String, String> fault) {
        new CompositeParameters(parameters, fault).read();
    }

    /** The place where this sensor is; null where it is in none. */
    public @Nullable String placeOf(Sensor sensor) {
        return switch (place) {
            case DISTRICT -> sensor.district();
            case GATEWAY -> sensor.gateway();
        };
    }

    /** Index of the last step that is not absent. */
    public int lastTaken() {
        return endsWithAbsence() ? steps.size() - 2 : steps.size() - 1;
    }

    /** Whether the last step must not be taken. */
    public boolean endsWithAbsence() {
        return steps.get(steps.size() - 1).absent();
    }

    /** How long the last step has to stay away; zero where it is one to be taken. */
    public Duration absence() {
        return endsWithAbsence() ? steps.get(steps.size() - 1).lasting() : Duration.ZERO;
    }
}
