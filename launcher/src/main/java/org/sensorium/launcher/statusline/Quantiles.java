package org.sensorium.launcher.statusline;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Reads quantiles off histograms, as Prometheus does: linearly inside the bucket. */
final class Quantiles {
    private Quantiles() {}

    /** What was counted between two scrapes. A counter that went back has been started anew. */
    static Map<Double, Double> between(Map<Double, Double> before, Map<Double, Double> after) {
        Map<Double, Double> difference = new TreeMap<>();
        boolean restarted =
                after.entrySet().stream()
                        .anyMatch(e -> e.getValue() < before.getOrDefault(e.getKey(), 0.0));
        after.forEach(
                (bound, count) ->
                        difference.put(
                                bound,
                                restarted ? count : count - before.getOrDefault(bound, 0.0)));
        return difference;
    }

    /**
     * The value below which the share lies; empty if nothing was counted.
     *
     * @param cumulative counts by upper bound, in ascending order
     */
    static OptionalDouble of(Map<Double, Double> cumulative, double share) {
        double total =
                cumulative.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        if (total <= 0) {
            return OptionalDouble.empty();
        }
        double rank = share * total;
        double lowerBound = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
            if (bucket.getValue() >= rank) {
                double inside = bucket.getValue() - below;
                if (Double.isInfinite(bucket.getKey()) || inside <= 0) {
                    return OptionalDouble.of(lowerBound);
                }
                return OptionalDouble.of(
                        lowerBound + (bucket.getKey() - lowerBound) * (rank - below) / inside);
            }
            lowerBound = bucket.getKey();
            below = bucket.getValue();
        }
        return OptionalDouble.of(lowerBound);
    }
}
