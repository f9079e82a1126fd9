package org.sensorium.stream.detector;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Metric;
import org.sensorium.model.Rule;

/**
 * Judges one series' readings in order of event time, never looking ahead. Immutable: it holds the
 * rule's parameters, while what it has learned is in a {@link Memory} for each series, so that a
 * changed rule finds the memory of its predecessor.
 */
public sealed interface Detector
        permits ThresholdDetector,
                RateOfChangeDetector,
                FlatlineDetector,
                SilenceDetector,
                NoveltyDetector,
                SensorFaultDetector {
    DetectorKind kind();

    /**
     * Takes the next reading.
     *
     * @param timeMicros event time, later than that of all readings before
     * @param receivedMicros when the broker received it
     * @param found told of each turn
     * @return how surprising the reading is, in bits, from 0; always 0 where the detector does not
     *     score
     */
    double observe(
            Memory memory,
            long timeMicros,
            double value,
            long receivedMicros,
            Consumer<Finding> found);

    /**
     * The instant on the receipt clock at which to call {@link #elapse} unless a reading comes
     * before; {@link Long#MAX_VALUE} for never.
     */
    default long deadlineMicros(Memory memory) {
        return Long.MAX_VALUE;
    }

    /** The receipt clock has come to this instant and no reading has come. */
    default void elapse(Memory memory, long clockMicros, Consumer<Finding> found) {}

    /** Whether readings out of order are of interest too; their values are not. */
    default boolean hearsLateReadings() {
        return false;
    }

    /** A sentence that says, with the live parameters, when it alerts. */
    String describe(Locale locale);

    /** A sentence about a finding; {@code subject} names metric and sensor. */
    String explain(Finding finding, String subject, Locale locale);

    /**
     * The detector that a rule arms.
     *
     * @param metric what it watches, if known: silence follows its registered interval
     * @throws IllegalArgumentException naming rule, parameter and what would be right
     */
    static Detector of(Rule rule, @Nullable Metric metric) {
        Parameters parameters = new Parameters(rule);
        return switch (rule.detector()) {
            case THRESHOLD -> new ThresholdDetector(parameters);
            case RATE_OF_CHANGE -> new RateOfChangeDetector(parameters);
            case FLATLINE -> new FlatlineDetector(parameters);
            case SILENCE ->
                    new SilenceDetector(parameters, metric == null ? null : metric.interval());
            case NOVELTY -> new NoveltyDetector(parameters);
            case SENSOR_FAULT -> new SensorFaultDetector(parameters);
            case COMPOSITE ->
                    throw new IllegalArgumentException(
                            "rule '" + rule.id() + "': composite is not about one series");
        };
    }
}
