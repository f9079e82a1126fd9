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
    private static final Statistic[] STATISTICS = Statistic.values();

    /** A sixty-fourth of the range beyond it is worth one more bit. */
    private static final double STEPS = 64;

    /** A range that is still being found says nothing. */
    private static final int ENOUGH = 100;

    /** A statistic that was constant so far has no range: a millionth of its size stands in. */
    private static final double LEAST_SHARE = 1e-6;

    /** And this where it was constantly zero. */
    private static final double LEAST_RANGE = 1e-9;

    /** Room for the statistics of the first tier; more is made when it is needed. */
    private static final int FEW = Statistic.HOUR_OF_WEEK.ordinal() + 1;

    /** What came until the turn before the last, between those two, and since the last. */
    private static final int RANGE = 0;

    private static final int BEFORE = 1;
    private static final int SINCE = 2;
    private static final int PARTS = 3;

    private static final double LN_2 = Math.log(2);

    private int[] seen = new int[0];

    /**
     * What of each statistic there was in its parts {@link #RANGE} to {@link #SINCE}; NaN for
     * nothing.
     */
    private double[] lowest = new double[0];

    private double[] highest = new double[0];

    Extremes() {
        makeRoom(FEW);
    }

    private void makeRoom(int statistics) {
        int before = lowest.length;
        seen = Arrays.copyOf(seen, statistics);
        lowest = Arrays.copyOf(lowest, PARTS * statistics);
        highest = Arrays.copyOf(highest, PARTS * statistics);
        Arrays.fill(lowest, before, lowest.length, Double.NaN);
        Arrays.fill(highest, before, highest.length, Double.NaN);
    }

    /** Where the statistic's parts begin. */
    private int place(Statistic of) {
        if (of.ordinal() >= seen.length) {
            makeRoom(STATISTICS.length);
        }
        return PARTS * of.ordinal();
    }

    double lowest(Statistic of) {
        return lowest[place(of) + RANGE];
    }

    double highest(Statistic of) {
        return highest[place(of) + RANGE];
    }

    /** How far outside, as a share of the range; 0 inside. */
    double outside(Statistic of, double value) {
        int at = place(of) + RANGE;
        double low = lowest[at];
        double high = highest[at];
        if (seen[of.ordinal()] < ENOUGH || Double.isNaN(low) || value >= low && value <= high) {
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
        int at = place(of) + SINCE;
        if (!(value >= lowest[at])) {
            lowest[at] = value;
        }
        if (!(value <= highest[at])) {
            highest[at] = value;
        }
        if (seen[of.ordinal()] < Integer.MAX_VALUE) {
            seen[of.ordinal()]++;
        }
    }

    /** What came before the last turn becomes part of the range. */
    void turn() {
        for (int at = 0; at < lowest.length; at += PARTS) {
            if (lowest[at + BEFORE] < lowest[at + RANGE] || Double.isNaN(lowest[at + RANGE])) {
                lowest[at + RANGE] = lowest[at + BEFORE];
            }
            if (highest[at + BEFORE] > highest[at + RANGE] || Double.isNaN(highest[at + RANGE])) {
                highest[at + RANGE] = highest[at + BEFORE];
            }
            lowest[at + BEFORE] = lowest[at + SINCE];
            highest[at + BEFORE] = highest[at + SINCE];
            lowest[at + SINCE] = Double.NaN;
            highest[at + SINCE] = Double.NaN;
        }
    }

    /** What is known of the values from elsewhere. */
    void set(Statistic of, long readings, double low, double high) {
        int at = place(of);
        seen[of.ordinal()] = (int) Math.min(readings, Integer.MAX_VALUE);
        Arrays.fill(lowest, at, at + PARTS, low);
        Arrays.fill(highest, at, at + PARTS, high);
    }

    void write(DataOutput out) throws IOException {
        for (int i = 0; i < seen.length; i++) {
            if (seen[i] > 0) {
                out.writeUTF(STATISTICS[i].name());
                out.writeInt(seen[i]);
                for (int at = PARTS * i; at < PARTS * (i + 1); at++) {
                    out.writeDouble(lowest[at]);
                    out.writeDouble(highest[at]);
                }
            }
        }
        out.writeUTF("");
    }

    void read(DataInput in) throws IOException {
        for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
            Statistic of = Statistic.valueOf(name);
            int begin = place(of);
            seen[of.ordinal()] = in.readInt();
            for (int at = begin; at < begin + PARTS; at++) {
                lowest[at] = in.readDouble();
                highest[at] = in.readDouble();
            }
        }
    }
}
