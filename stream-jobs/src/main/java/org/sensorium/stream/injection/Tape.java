package org.sensorium.stream.injection;

import java.util.Arrays;

/**
 * A series as it arrives: readings in the order of receipt, times in microseconds since 1970.
 * Arrays of equal length; nobody changes them.
 */
record Tape(String name, long[] timeMicros, double[] values, long[] receivedMicros) {
    static final long SECOND = 1_000_000;
    static final long HOUR = 3600 * SECOND;
    static final long DAY = 24 * HOUR;

    /** Received as soon as it was measured. */
    static Tape prompt(String name, long[] timeMicros, double[] values) {
        return new Tape(name, timeMicros, values, timeMicros);
    }

    int size() {
        return values.length;
    }

    double days() {
        return (double) (receivedMicros[size() - 1] - receivedMicros[0]) / DAY;
    }

    /** Distance between the hundredth part at either end: what the values usually span. */
    double span() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int edge = sorted.length / 100;
        double span = sorted[sorted.length - 1 - edge] - sorted[edge];
        return span > 0 ? span : Math.max(1, Math.abs(sorted[0]));
    }
}
