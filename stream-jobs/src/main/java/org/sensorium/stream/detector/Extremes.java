package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The range that each {@link Statistic} has shown so far, and how surprising it is to be outside.
 *
 * <p>Of {@code n + 1} values in any order the newest is the highest with probability 1/(n + 1),
 * which is log2(n + 1) bits of surprise; how far outside it is adds log2(1 + 64 · distance / range)
 * bits. Nothing inside the range surprises. The distance is measured by the range and not by a
 * deviation, which for most real series says little about their extremes. Without an upper end. 20
 * bytes a statistic, two logarithms for one outside and none for one inside.
 */
final class Extremes {
    /** A sixty-fourth of the range beyond it is worth one more bit. */
    private static final double STEPS = 64;

    /** A range that is still being found says nothing. */
    private static final int ENOUGH = 100;

    /** A statistic that was constant so far has no range: a millionth of its size stands in. */
    private static final double LEAST_SHARE = 1e-6;

    /** And this where it was constantly zero. */
    private static final double LEAST_RANGE = 1e-9;

    private static final int STATISTICS = Statistic.values().length;
    private static final double LN_2 = Math.log(2);

    private final int[] seen = new int[STATISTICS];
    private final double[] lowest = new double[STATISTICS];
    private final double[] highest = new double[STATISTICS];

    double lowest(Statistic of) {
        return lowest[of.ordinal()];
    }

    double highest(Statistic of) {
        return highest[of.ordinal()];
    }

    /** Distance between lowest and highest, never 0. */
    double range(Statistic of) {
        int i = of.ordinal();
        double size = Math.max(Math.abs(lowest[i]), Math.abs(highest[i]));
        return Math.max(Math.max(highest[i] - lowest[i], LEAST_SHARE * size), LEAST_RANGE);
    }

    /** How far outside, as a share of the range; 0 inside. */
    double outside(Statistic of, double value) {
        int i = of.ordinal();
        if (seen[i] < ENOUGH || value >= lowest[i] && value <= highest[i]) {
            return 0;
        }
        double distance = value > highest[i] ? value - highest[i] : lowest[i] - value;
        return Math.min(distance, Double.MAX_VALUE) / Math.min(range(of), Double.MAX_VALUE);
    }

    /** Bits of surprise at being outside by that share; 0 at 0. */
    double bits(Statistic of, double outside) {
        return outside == 0
                ? 0
                : rarity(of) + log2(1 + Math.min(STEPS * outside, Double.MAX_VALUE));
    }

    /** The share outside that comes to so many bits where another share comes to others. */
    static double outsideAt(double bits, double otherBits, double otherOutside) {
        double less = bits - otherBits;
        return Math.max(0, (Math.pow(2, less) * (1 + STEPS * otherOutside) - 1) / STEPS);
    }

    private double rarity(Statistic of) {
        return log2(1.0 + seen[of.ordinal()]);
    }

    private static double log2(double value) {
        return Math.log(value) / LN_2;
    }

    /** From now on the value is nothing new. */
    void learn(Statistic of, double value) {
        int i = of.ordinal();
        if (seen[i] == 0) {
            lowest[i] = value;
            highest[i] = value;
        } else if (value < lowest[i]) {
            lowest[i] = value;
        } else if (value > highest[i]) {
            highest[i] = value;
        }
        if (seen[i] < Integer.MAX_VALUE) {
            seen[i]++;
        }
    }

    /** What is known of the values from elsewhere. */
    void set(Statistic of, long readings, double low, double high) {
        int i = of.ordinal();
        seen[i] = (int) Math.min(readings, Integer.MAX_VALUE);
        lowest[i] = low;
        highest[i] = high;
    }

    void write(DataOutput out) throws IOException {
        for (Statistic each : Statistic.values()) {
            int i = each.ordinal();
            if (seen[i] > 0) {
                out.writeUTF(each.name());
                out.writeInt(seen[i]);
                out.writeDouble(lowest[i]);
                out.writeDouble(highest[i]);
            }
        }
        out.writeUTF("");
    }

    void read(DataInput in) throws IOException {
        Arrays.fill(seen, 0);
        for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
            set(Statistic.valueOf(name), in.readInt(), in.readDouble(), in.readDouble());
        }
    }
}
