package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a series has shown so far, in several respects, and the highest scores of late. 0.8 kB on
 * the first day and 1.5 kB after a week, 0.4 kB more from tier 2, and a forest from tier 3.
 */
final class NoveltyMemory extends Memory {
    /** So many readings at least become part of the ranges together... */
    private static final int BLOCK = 40;

    /** ...and so long a time, once the series is eight times as old. */
    private static final double BLOCK_MICROS = 3 * 3_600_000_000.0;

    private static final double BLOCKS_AT_LEAST = 8;
    private static final int FIRST_WITH_FOREST = 3;

    private final ShortTerm shortTerm = new ShortTerm();
    private final HourOfWeek habits = new HourOfWeek();
    private final Suppression suppression = new Suppression();

    /** Only from tier 2. */
    private @Nullable RecentReadings recent;

    /** Only from tier 3. */
    private @Nullable Forest forest;

    private final Extremes extremes = new Extremes();

    /** Event time of the first reading, and of the first of the present block. */
    private long sinceMicros;

    private long blockMicros;
    private int inBlock;

    /** About the newest reading, until the next: no state. */
    private @Nullable Surprise surprise;

    long readings() {
        return shortTerm.readings();
    }

    /**
     * Takes the next reading, and learns from it.
     *
     * @return bits of surprise at the statistic that surprises most
     */
    double take(long timeMicros, double value, Demand demand) {
        if (readings() == 0) {
            sinceMicros = timeMicros;
            blockMicros = timeMicros;
        }
        surprise = null;
        // Also for a clock that steps back before the first reading.
        double age = Math.max(1, (double) timeMicros - sinceMicros);
        turnIfDue(timeMicros, age);
        double levelOutside = demand.outside() * Math.max(1, demand.learnMicros() / age);
        shortTerm.learn(value);
        double usual = habits.usual(timeMicros);
        double bits = weigh(Statistic.VALUE, value, demand, levelOutside, usual);
        if (!Double.isNaN(usual)) {
            double unusual = value - usual;
            // What no week has shown yet is nobody's habit.
            double least = age < demand.learnMicros() ? Double.POSITIVE_INFINITY : levelOutside;
            bits = Math.max(bits, weigh(Statistic.HOUR_OF_WEEK, unusual, demand, least, usual));
        }
        habits.learn(timeMicros, value);
        if (shortTerm.hasMean()) {
            double mean = shortTerm.mean();
            bits = Math.max(bits, weigh(Statistic.SHORT_MEAN, mean, demand, levelOutside, usual));
        }
        if (shortTerm.hasDeviation()) {
            double deviation = shortTerm.deviation();
            bits = Math.max(bits, weigh(Statistic.SHORT_DEVIATION, deviation, demand, 0, usual));
        }
        if (demand.looksAtRecent()) {
            bits = Math.max(bits, weighRecent(value, demand, levelOutside, usual));
        }
        return demand.looksAtForest() ? Math.max(bits, weighForest(value, demand, usual)) : bits;
    }

    private void turnIfDue(long timeMicros, double age) {
        double lasted = Math.abs((double) timeMicros - blockMicros);
        if (inBlock >= BLOCK && lasted >= Math.min(BLOCK_MICROS, age / BLOCKS_AT_LEAST)) {
            extremes.turn();
            inBlock = 0;
            blockMicros = timeMicros;
        }
        inBlock++;
    }

    private double weighRecent(double value, Demand demand, double levelOutside, double usual) {
        if (recent == null) {
            recent = new RecentReadings();
        }
        recent.learn(value);
        if (!recent.isFull()) {
            return 0;
        }
        return Math.max(
                weigh(Statistic.MEDIAN, recent.median(), demand, levelOutside, usual),
                weigh(Statistic.SPREAD, recent.spread(), demand, 0, usual));
    }

    private double weighForest(double value, Demand demand, double usual) {
        if (forest == null) {
            forest = new Forest();
        }
        double displacement = forest.take(value);
        return forest.isGrown() ? weigh(Statistic.FOREST, displacement, demand, 0, usual) : 0;
    }

    private double weigh(
            Statistic of, double value, Demand demand, double leastOutside, double usual) {
        if (!demand.looksAt().contains(of)) {
            return 0;
        }
        double share = extremes.outside(of, value);
        double bits = extremes.bits(of, share);
        double least = Math.max(demand.outside(), leastOutside);
        if (surprise == null && bits >= demand.bits() && share > least) {
            surprise =
                    new Surprise(
                            of,
                            bits,
                            least,
                            share,
                            extremes.lowest(of),
                            extremes.highest(of),
                            usual);
        }
        extremes.learn(of, value);
        return bits;
    }

    /** What of the newest reading is worth telling; null if nothing is. */
    @Nullable Surprise surprise() {
        return surprise;
    }

    /** What would have been in order instead of the newest value. */
    double expected(double value) {
        if (surprise == null) {
            return value;
        }
        return switch (surprise.cause()) {
            case VALUE, HOUR_OF_WEEK -> surprise.expected(value);
            case SHORT_MEAN, SHORT_DEVIATION, MEDIAN, SPREAD, FOREST -> shortTerm.mean();
        };
    }

    /** Whether a score is more than what counted of late, over so many readings. */
    boolean counts(double bits, long span) {
        return suppression.counts(bits, span);
    }

    @Override
    void writeOwn(DataOutput out) throws IOException {
        out.writeLong(sinceMicros);
        out.writeLong(blockMicros);
        out.writeInt(inBlock);
        shortTerm.write(out);
        extremes.write(out);
        habits.write(out);
        suppression.write(out);
        out.writeBoolean(recent != null);
        if (recent != null) {
            recent.write(out);
        }
        out.writeBoolean(forest != null);
        if (forest != null) {
            forest.write(out);
        }
    }

    @Override
    void readOwn(int version, DataInput in) throws IOException {
        if (version == 1) {
            readFirstVersion(in);
            return;
        }
        sinceMicros = in.readLong();
        blockMicros = in.readLong();
        inBlock = in.readInt();
        shortTerm.read(in);
        extremes.read(in);
        habits.read(in);
        suppression.read(in);
        if (in.readBoolean()) {
            recent = new RecentReadings();
            recent.read(in);
        }
        if (version >= FIRST_WITH_FOREST && in.readBoolean()) {
            forest = Forest.read(in);
        }
    }

    /** Knew the range of the values, and a mean whose range is of no use to the present one. */
    private void readFirstVersion(DataInput in) throws IOException {
        // It is not known since when: for long.
        sinceMicros = Long.MIN_VALUE;
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
