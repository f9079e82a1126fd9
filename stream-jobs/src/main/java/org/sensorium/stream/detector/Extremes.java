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
 * deviation, which for most real series says little about their extremes. Without an upper end.
 *
 * <p>What is new becomes part of the range only at the next {@link #turn} but one: a statistic that
 * moves in small steps would otherwise take its range along, and never be far outside. 52 bytes a
 * statistic, two logarithms for one outside and none for one inside.
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

    /** What came until the turn before the last, between those two, and since the last. */
    private static final int RANGE = 0;

    private static final int BEFORE = STATISTICS;
    private static final int SINCE = 2 * STATISTICS;
    private static final int PARTS = 3;

    private static final double LN_2 = Math.log(2);

    private final int[] seen = new int[STATISTICS];

    /** What each part, {@link #RANGE} to {@link #SINCE}, has of each statistic; NaN for nothing. */
    private final double[] lowest = new double[PARTS * STATISTICS];

    private final double[] highest = new double[PARTS * STATISTICS];

    Extremes() {
        Arrays.fill(lowest, Double.NaN);
        Arrays.fill(highest, Double.NaN);
    }

    double lowest(Statistic of) {
        return lowest[RANGE + of.ordinal()];
    }

    double highest(Statistic of) {
        return highest[RANGE + of.ordinal()];
    }

    /** How far outside, as a share of the range; 0 inside. */
    double outside(Statistic of, double value) {
        int i = of.ordinal();
        double low = lowest[RANGE + i];
        double high = highest[RANGE + i];
        if (seen[i] < ENOUGH || Double.isNaN(low) || value >= low && value <= high) {
            return 0;
        }
        double size = Math.max(Math.abs(low), Math.abs(high));
        double range = Math.max(Math.max(high - low, LEAST_SHARE * size), LEAST_RANGE);
        double distance = value > high ? value - high : low - value;
        return Math.min(distance, Double.MAX_VALUE) / Math.min(range, Double.MAX_VALUE);
    }

    /** Bits of surprise at being outside by that share; 0 at 0. */
    double bits(Statistic of, double outside) {
        return outside == 0
                ? 0
                : log2(1.0 + seen[of.ordinal()])
                        + log2(1 + Math.min(STEPS * outside, Double.MAX_VALUE));
    }

    /** The share outside that comes to so many bits where another share comes to others. */
    static double outsideAt(double bits, double otherBits, double otherOutside) {
        double less = bits - otherBits;
        return Math.max(0, (Math.pow(2, less) * (1 + STEPS * otherOutside) - 1) / STEPS);
    }

    private static double log2(double value) {
        return Math.log(value) / LN_2;
    }

    /** At the second turn from now the value will be nothing new. */
    void learn(Statistic of, double value) {
        int i = of.ordinal();
        if (!(value >= lowest[SINCE + i])) {
            lowest[SINCE + i] = value;
        }
        if (!(value <= highest[SINCE + i])) {
            highest[SINCE + i] = value;
        }
        if (seen[i] < Integer.MAX_VALUE) {
            seen[i]++;
        }
    }

    /** What came before the last turn becomes part of the range. */
    void turn() {
        for (int i = 0; i < STATISTICS; i++) {
            if (lowest[BEFORE + i] < lowest[RANGE + i] || Double.isNaN(lowest[RANGE + i])) {
                lowest[RANGE + i] = lowest[BEFORE + i];
            }
            if (highest[BEFORE + i] > highest[RANGE + i] || Double.isNaN(highest[RANGE + i])) {
                highest[RANGE + i] = highest[BEFORE + i];
            }
            lowest[BEFORE + i] = lowest[SINCE + i];
            highest[BEFORE + i] = highest[SINCE + i];
            lowest[SINCE + i] = Double.NaN;
            highest[SINCE + i] = Double.NaN;
        }
    }

    /** What is known of the values from elsewhere. */
    void set(Statistic of, long readings, double low, double high) {
        int i = of.ordinal();
        seen[i] = (int) Math.min(readings, Integer.MAX_VALUE);
        for (int part = 0; part < lowest.length; part += STATISTICS) {
            lowest[part + i] = low;
            highest[part + i] = high;
        }
    }

    void write(DataOutput out) throws IOException {
        for (Statistic each : Statistic.values()) {
            int i = each.ordinal();
            if (seen[i] > 0) {
                out.writeUTF(each.name());
                out.writeInt(seen[i]);
                for (int part = 0; part < lowest.length; part += STATISTICS) {
                    out.writeDouble(lowest[part + i]);
                    out.writeDouble(highest[part + i]);
                }
            }
        }
        out.writeUTF("");
    }

    void read(DataInput in) throws IOException {
        for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
            int i = Statistic.valueOf(name).ordinal();
            seen[i] = in.readInt();
            for (int part = 0; part < lowest.length; part += STATISTICS) {
                lowest[part + i] = in.readDouble();
                highest[part + i] = in.readDouble();
            }
        }
    }
}
