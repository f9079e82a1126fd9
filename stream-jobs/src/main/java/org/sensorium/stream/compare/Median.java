package org.sensorium.stream.compare;

import java.util.Arrays;

/** Order statistics of a few numbers. */
final class Median {
    private Median() {}

    /** The middle of the first so many; sorts them. */
    static double of(double[] numbers, int count) {
        return share(numbers, count, 0.5);
    }

    /**
     * What the share, 0 to 1, of the first so many is at most, between neighbours in proportion;
     * sorts them.
     */
    static double share(double[] numbers, int count, double share) {
        Arrays.sort(numbers, 0, count);
        double at = share * (count - 1);
        int below = (int) at;
        int above = Math.min(below + 1, count - 1);
        return numbers[below] + (at - below) * (numbers[above] - numbers[below]);
    }
}
