package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Exponentially weighted moments of the last readings: a mean over some twenty of them and a
 * deviation over some five. 32 bytes, some ten operations a reading.
 */
final class ShortTerm {
    private static final double MEAN_WEIGHT = 0.05;
    private static final double DEVIATION_WEIGHT = 0.2;

    /** Twice as many readings as a weight looks back on: before, the first ones still show. */
    private static final int MEAN_SETTLES = 40;

    private static final int DEVIATION_SETTLES = 10;

    /** Its square is still finite: infinity would never be forgotten. */
    private static final double LARGEST = 1e150;

    private long readings;
    private double mean;
    private double nearMean;
    private double nearVariance;

    void learn(double value) {
        double first = 1.0 / (readings + 1);
        mean += Math.max(MEAN_WEIGHT, first) * (value - mean);
        double weight = Math.max(DEVIATION_WEIGHT, first);
        double difference = Math.max(-LARGEST, Math.min(LARGEST, value - nearMean));
        nearMean += weight * difference;
        nearVariance = (1 - weight) * (nearVariance + weight * difference * difference);
        readings++;
    }

    /** What an older version knew. */
    void set(long seen, double meanOfThem) {
        readings = seen;
        mean = meanOfThem;
        nearMean = meanOfThem;
    }

    long readings() {
        return readings;
    }

    boolean hasMean() {
        return readings > MEAN_SETTLES;
    }

    double mean() {
        return mean;
    }

    boolean hasDeviation() {
        return readings > DEVIATION_SETTLES;
    }

    double deviation() {
        return Math.sqrt(nearVariance);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(readings);
        out.writeDouble(mean);
        out.writeDouble(nearMean);
        out.writeDouble(nearVariance);
    }

    void read(DataInput in) throws IOException {
        readings = in.readLong();
        mean = in.readDouble();
        nearMean = in.readDouble();
        nearVariance = in.readDouble();
    }
}
