package org.sensorium.bench.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells a lag that grows from one that only swings: the mean of the last part of a trial against
 * the mean of an early part. Seconds, all of it.
 */
public final class LagWatch {
    private static final double EARLY_FROM = 0.3;
    private static final double EARLY_TO = 0.5;
    private static final double LATE_FROM = 0.8;

    /** What a rate too high by so much would add is growth. */
    private static final double SLOPE = 0.01;

    private final double duration;
    private final double noise;
    private final List<double[]> samples = new ArrayList<>();

    /**
     * @param duration of the trial
     * @param noise by how much the lag may swing
     */
    public LagWatch(double duration, double noise) {
        this.duration = duration;
        this.noise = noise;
    }

    /**
     * @param at since the trial began
     */
    public void sample(double at, double lag) {
        samples.add(new double[] {at, lag});
    }

    /** By how much the lag has grown between the two parts. */
    public double growth() {
        return mean(LATE_FROM, 1) - mean(EARLY_FROM, EARLY_TO);
    }

    /** Whether that is more than swinging. */
    public boolean isGrowing() {
        return growth() > noise + SLOPE * duration;
    }

    /** Where nobody had time to look, the nearest sample stands for the part. */
    private double mean(double from, double to) {
        return samples.stream()
                .filter(s -> s[0] >= from * duration && s[0] <= to * duration)
                .mapToDouble(s -> s[1])
                .average()
                .orElseGet(() -> nearest((from + to) / 2 * duration));
    }

    private double nearest(double at) {
        return samples.stream()
                .min(Comparator.comparingDouble(s -> Math.abs(s[0] - at)))
                .orElseThrow(() -> new IllegalStateException("a trial without a single sample"))[1];
    }
}
