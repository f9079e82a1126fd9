package org.sensorium.stream.compare;

import java.util.List;
import org.sensorium.model.Metric;

/**
 * How the sensors of a square lie at one minute. Each one's distance is that from the median of
 * all, its usual offset taken off, and smoothed; its bound is beyond all of
 *
 * <ul>
 *   <li>so many times ({@code times}) its own farthest usual distance, or that which three quarters
 *       of the sensors keep within: what never agrees is no fault, and one that is broken from its
 *       first day does not set the measure;
 *   <li>{@value #MAD_TIMES} median absolute deviations at this minute (Iglewicz and Hoaglin 1993,
 *       modified z-score above 3.5): while the others do not agree either, nobody departs alone;
 *   <li>a hundredth of the registered range, as sensors that have shown nothing yet have learned
 *       nothing either; without a range such sensors are not judged.
 * </ul>
 */
final class Agreement {
    private static final double MAD_TIMES = 5.2;
    private static final double MOST_KEEP_WITHIN = 0.75;
    private static final double PART_OF_RANGE = 0.01;

    private double[] numbers = new double[Neighbourhood.LEAST];
    private int reporting;
    private double centre;
    private double deviation;
    private double usual;

    /**
     * Looks at a minute.
     *
     * @param after only sensors with a later minute count
     */
    void measure(List<Neighbour> neighbours, int after) {
        if (numbers.length < neighbours.size()) {
            numbers = new double[2 * neighbours.size()];
        }
        reporting = 0;
        for (Neighbour each : neighbours) {
            if (each.minute > after) {
                numbers[reporting++] = each.aligned();
            }
        }
        if (reporting < Neighbourhood.LEAST) {
            return;
        }
        centre = Median.of(numbers, reporting);
        int count = 0;
        for (Neighbour each : neighbours) {
            if (each.fresh) {
                each.feel(each.aligned() - centre);
            }
            if (each.minute > after) {
                numbers[count++] = each.lasting();
            }
        }
        deviation = Median.of(numbers, count);
        count = 0;
        for (Neighbour each : neighbours) {
            if (each.minute > after) {
                numbers[count++] = each.farthest();
            }
        }
        usual = Median.share(numbers, count, MOST_KEEP_WITHIN);
    }

    /**
     * How many sensors count. With less than {@link #Neighbourhood.LEAST} nothing else here means
     * anything.
     */
    int reporting() {
        return reporting;
    }

    /** Where the sensors are. */
    double centre() {
        return centre;
    }

    double bound(Neighbour each, double times, Metric metric) {
        double usually = times * Math.max(usual, each.farthest());
        return Math.max(Math.max(usually, MAD_TIMES * deviation), least(metric, usually));
    }

    private static double least(Metric metric, double usually) {
        double range = metric.max() - metric.min();
        if (Double.isFinite(range)) {
            return PART_OF_RANGE * range;
        }
        return usually > 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    /** The median of what the others measure. */
    double others(List<Neighbour> all, Neighbour one, int after) {
        int count = 0;
        for (Neighbour each : all) {
            if (each != one && each.minute > after) {
                numbers[count++] = each.value;
            }
        }
        return Median.of(numbers, count);
    }
}
