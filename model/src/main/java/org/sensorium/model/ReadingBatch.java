package org.sensorium.model;

import java.util.Arrays;

/**
 * Readings in columns: no object, string or boxed number for each reading. Grows as needed, is
 * reused after {@link #clear()}. Not safe for use by several threads.
 *
 * <p>Times are microseconds since 1970 UTC, the resolution of the store.
 */
public final class ReadingBatch {
    private static final int INITIAL = 1024;

    private int size;
    private int[] sensorKeys = new int[INITIAL];
    private short[] metricKeys = new short[INITIAL];
    private long[] timesMicros = new long[INITIAL];
    private double[] values = new double[INITIAL];
    private long[] receivedMicros = new long[INITIAL];

    /** Appends one reading; returns its index. */
    public int add(
            int sensorKey, short metricKey, long timeMicros, double value, long receivedAtMicros) {
        if (size == sensorKeys.length) {
            grow();
        }
        sensorKeys[size] = sensorKey;
        metricKeys[size] = metricKey;
        timesMicros[size] = timeMicros;
        values[size] = value;
        receivedMicros[size] = receivedAtMicros;
        return size++;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int sensorKey(int i) {
        return sensorKeys[i];
    }

    public short metricKey(int i) {
        return metricKeys[i];
    }

    public long timeMicros(int i) {
        return timesMicros[i];
    }

    public double value(int i) {
        return values[i];
    }

    public long receivedMicros(int i) {
        return receivedMicros[i];
    }

    /** Forgets all readings and keeps the room. */
    public void clear() {
        size = 0;
    }

    /** Forgets the readings from index {@code size} on. */
    public void truncate(int size) {
        if (size < 0 || size > this.size) {
            throw new IllegalArgumentException(
                    "cannot truncate " + this.size + " readings to " + size);
        }
        this.size = size;
    }

    /** Appends reading {@code i} of another batch. */
    public void addFrom(ReadingBatch other, int i) {
        add(
                other.sensorKeys[i],
                other.metricKeys[i],
                other.timesMicros[i],
                other.values[i],
                other.receivedMicros[i]);
    }

    private void grow() {
        int room = size * 2;
        sensorKeys = Arrays.copyOf(sensorKeys, room);
        metricKeys = Arrays.copyOf(metricKeys, room);
        timesMicros = Arrays.copyOf(timesMicros, room);
        values = Arrays.copyOf(values, room);
        receivedMicros = Arrays.copyOf(receivedMicros, room);
    }
}
