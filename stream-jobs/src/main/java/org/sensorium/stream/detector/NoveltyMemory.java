package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a series has shown so far, in several respects, and the highest scores of late. Some 1.4 kB,
 * and 0.4 kB more from tier 2.
 */
final class NoveltyMemory extends Memory {
    private final ShortTerm shortTerm = new ShortTerm();
    private final HourOfWeek habits = new HourOfWeek();
    private final Suppression suppression = new Suppression();

    /** Only from tier 2. */
    private @Nullable RecentReadings recent;

    private final Extremes extremes = new Extremes();

    // About the newest reading, until the next: no state.
    private @Nullable Statistic cause;
    private double causeBits;
    private double outside;
    private double lowest;
    private double highest;
    private double usual = Double.NaN;

    long readings() {
        return shortTerm.readings();
    }

    /**
     * Takes the next reading, and learns from it. The plainest statistic that surprises by what is
     * told as a {@link #cause}, the others are not looked at for one.
     *
     * @param leastBits surprise of a cause
     * @param leastOutside how far outside a cause is, as a share of its range
     * @return bits of surprise at the statistic that surprises most
     */
    double take(long timeMicros, double value, int tier, double leastBits, double leastOutside) {
        cause = null;
        outside = 0;
        shortTerm.learn(value);
        double bits = weigh(Statistic.VALUE, value, leastBits, leastOutside);
        usual = habits.usual(timeMicros);
        if (!Double.isNaN(usual)) {
            double unusual = value - usual;
            bits = Math.max(bits, weigh(Statistic.HOUR_OF_WEEK, unusual, leastBits, leastOutside));
        }
        habits.learn(timeMicros, value);
        if (shortTerm.hasMean()) {
            double mean = shortTerm.mean();
            bits = Math.max(bits, weigh(Statistic.SHORT_MEAN, mean, leastBits, leastOutside));
        }
        if (shortTerm.hasDeviation()) {
            double deviation = shortTerm.deviation();
            bits =
                    Math.max(
                            bits,
                            weigh(Statistic.SHORT_DEVIATION, deviation, leastBits, leastOutside));
        }
        return tier >= 2 ? Math.max(bits, weighRecent(value, leastBits, leastOutside)) : bits;
    }

    private double weighRecent(double value, double leastBits, double leastOutside) {
        if (recent == null) {
            recent = new RecentReadings();
        }
        recent.learn(value);
        if (!recent.isFull()) {
            return 0;
        }
        return Math.max(
                weigh(Statistic.MEDIAN, recent.median(), leastBits, leastOutside),
                weigh(Statistic.SPREAD, recent.spread(), leastBits, leastOutside));
    }

    private double weigh(Statistic of, double value, double leastBits, double leastOutside) {
        double share = extremes.outside(of, value);
        double bits = extremes.bits(of, share);
        if (cause == null && bits >= leastBits && share > leastOutside) {
            cause = of;
            causeBits = bits;
            outside = share;
            lowest = extremes.lowest(of);
            highest = extremes.highest(of);
        }
        extremes.learn(of, value);
        return bits;
    }

    /** What of the newest reading is worth telling; null if nothing is. */
    @Nullable Statistic cause() {
        return cause;
    }

    /** How far outside the cause is, as a share of its range; 0 without one. */
    double outside() {
        return outside;
    }

    /** What would have been in order instead of the newest value. */
    double expected(double value) {
        if (cause == null) {
            return value;
        }
        return switch (cause) {
            case VALUE -> Math.min(Math.max(value, lowest), highest);
            case HOUR_OF_WEEK -> usual;
            case SHORT_MEAN, SHORT_DEVIATION, MEDIAN, SPREAD -> shortTerm.mean();
        };
    }

    /**
     * The value from which on the newest reading would have been a cause; NaN where there is no
     * cause, or it is not the value that counts.
     */
    double bound(double value, double leastBits, double leastOutside) {
        if (cause != Statistic.VALUE && cause != Statistic.HOUR_OF_WEEK) {
            return Double.NaN;
        }
        double centre = cause == Statistic.VALUE ? 0 : usual;
        double edge = centre + (value - centre > highest ? highest : lowest);
        double least = Math.max(leastOutside, Extremes.outsideAt(leastBits, causeBits, outside));
        return edge + (value - edge) * least / outside;
    }

    boolean exceeds(double score, long span) {
        return suppression.exceeds(score, span);
    }

    @Override
    void writeOwn(DataOutput out) throws IOException {
        shortTerm.write(out);
        extremes.write(out);
        habits.write(out);
        suppression.write(out);
        out.writeBoolean(recent != null);
        if (recent != null) {
            recent.write(out);
        }
    }

    @Override
    void readOwn(int version, DataInput in) throws IOException {
        if (version == 1) {
            readFirstVersion(in);
            return;
        }
        shortTerm.read(in);
        extremes.read(in);
        habits.read(in);
        suppression.read(in);
        if (in.readBoolean()) {
            recent = new RecentReadings();
            recent.read(in);
        }
    }

    /** Knew the range of the values, and a mean whose range is of no use to the present one. */
    private void readFirstVersion(DataInput in) throws IOException {
        long readings = in.readLong();
        extremes.set(Statistic.VALUE, readings, in.readDouble(), in.readDouble());
        shortTerm.set(readings, in.readDouble());
        // Range of the mean, and what it suppressed by: a score of another kind.
        for (int i = 0; i < 4; i++) {
            in.readDouble();
        }
        in.readLong();
    }
}
