package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The last twenty readings, in the order of their values too: their median and quartiles. 320
 * bytes, some sixty operations a reading.
 */
final class RecentReadings {
    private static final int SIZE = 20;

    private final double[] byAge = new double[SIZE];
    private final double[] byValue = new double[SIZE];
    private int filled;
    private int next;

    void learn(double value) {
        int hole = filled;
        if (filled == SIZE) {
            hole = Arrays.binarySearch(byValue, byAge[next]);
        } else {
            filled++;
        }
        for (; hole > 0 && Double.compare(byValue[hole - 1], value) > 0; hole--) {
            byValue[hole] = byValue[hole - 1];
        }
        for (; hole < filled - 1 && Double.compare(byValue[hole + 1], value) < 0; hole++) {
            byValue[hole] = byValue[hole + 1];
        }
        byValue[hole] = value;
        byAge[next] = value;
        next = (next + 1) % SIZE;
    }

    boolean isFull() {
        return filled == SIZE;
    }

    double median() {
        return byValue[SIZE / 2];
    }

    /** Distance between the quartiles. */
    double spread() {
        return byValue[3 * SIZE / 4] - byValue[SIZE / 4];
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(filled);
        out.writeInt(next);
        for (double each : byAge) {
            out.writeDouble(each);
        }
    }

    void read(DataInput in) throws IOException {
        filled = in.readInt();
        next = in.readInt();
        for (int i = 0; i < SIZE; i++) {
            byAge[i] = in.readDouble();
        }
        // Until it is full it is filled from the front.
        System.arraycopy(byAge, 0, byValue, 0, SIZE);
        Arrays.sort(byValue, 0, filled);
    }
}
