package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The range that the values have shown so far, the range that their short mean has shown, and the
 * highest scores of late.
 */
final class NoveltyMemory extends Memory {
    /** Weight of the newest reading in the short mean: it looks back some five readings. */
    private static final double WEIGHT = 0.2;

    /** Until then the short mean still follows the first readings and has no range. */
    private static final int MEAN_SETTLES = 20;

    long readings;
    double min;
    double max;
    double mean;
    double meanMin;
    double meanMax;

    /** Highest raw score in the present span of suppression, and in the one before. */
    private double highest;

    private double highestBefore;
    private long inSpan;

    void learn(double value) {
        if (readings == 0) {
            min = value;
            max = value;
            mean = value;
        }
        mean = meanWith(value);
        readings++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        boolean settled = readings > MEAN_SETTLES;
        meanMin = settled ? Math.min(meanMin, mean) : mean;
        meanMax = settled ? Math.max(meanMax, mean) : mean;
    }

    /** The short mean as it is once the value is in it. */
    double meanWith(double value) {
        return mean + Math.max(WEIGHT, 1.0 / (readings + 1)) * (value - mean);
    }

    /**
     * A score counts only if it exceeds those of the last one to two spans.
     *
     * @return whether it does
     */
    boolean exceeds(double score, long span) {
        boolean exceeds = score > Math.max(highest, highestBefore);
        highest = Math.max(highest, score);
        if (++inSpan >= span) {
            highestBefore = highest;
            highest = 0;
            inSpan = 0;
        }
        return exceeds;
    }

    @Override
    void writeOwn(DataOutput out) throws IOException {
        out.writeLong(readings);
        out.writeDouble(min);
        out.writeDouble(max);
        out.writeDouble(mean);
        out.writeDouble(meanMin);
        out.writeDouble(meanMax);
        out.writeDouble(highest);
        out.writeDouble(highestBefore);
        out.writeLong(inSpan);
    }

    @Override
    void readOwn(DataInput in) throws IOException {
        readings = in.readLong();
        min = in.readDouble();
        max = in.readDouble();
        mean = in.readDouble();
        meanMin = in.readDouble();
        meanMax = in.readDouble();
        highest = in.readDouble();
        highestBefore = in.readDouble();
        inSpan = in.readLong();
    }
}
