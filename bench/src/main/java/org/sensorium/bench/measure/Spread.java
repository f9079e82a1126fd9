package org.sensorium.bench.measure;

import java.util.List;

/**
 * What several repetitions came to.
 *
 * @param median of an even number the mean of the middle two
 */
public record Spread(double median, double least, double most) {
    /**
     * @throws IllegalArgumentException if there is none
     */
    public static Spread of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("no figures: there is no median of nothing");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
