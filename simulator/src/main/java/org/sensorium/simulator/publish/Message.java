package org.sensorium.simulator.publish;

import java.util.List;
import org.sensorium.simulator.faults.ExpectedLetter;

/**
 * One MQTT message of one sensor, with what must come of it.
 *
 * <p>Good readings stand in {@code values}, {@code metricCount} for each of {@code times}, NaN
 * where there is none. Immutable but for the publisher's own notes, which are guarded by the
 * sensor's lane.
 */
public final class Message {
    private static final long[] NO_TIMES = {};
    private static final double[] NO_VALUES = {};

    private final int sensor;
    private final byte[] payload;
    private final long[] times;
    private final double[] values;
    private final int metricCount;
    private final int readings;
    private final List<ExpectedLetter> letters;

    long sequence;
    long publishedNanos;
    boolean sentBefore;

    /**
     * A message.
     *
     * @param sensor index of the sensor in its fleet
     * @param payload the bytes; not copied, not to be changed
     * @param times event time of each entry, epoch milliseconds
     * @param values {@code times.length × metricCount} good values, NaN where there is none; not
     *     copied
     * @param metricCount how many metrics the sensor has
     * @param letters what must become dead letters
     */
    public Message(
            int sensor,
            byte[] payload,
            long[] times,
            double[] values,
            int metricCount,
            List<ExpectedLetter> letters) {
        if (values.length != times.length * metricCount) {
            throw new IllegalArgumentException(
                    values.length
                            + " values for "
                            + times.length
                            + " entries of "
                            + metricCount
                            + " metrics");
        }
        this.sensor = sensor;
        this.payload = payload;
        this.times = times;
        this.values = values;
        this.metricCount = metricCount;
        this.letters = List.copyOf(letters);
        int good = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                good++;
            }
        }
        this.readings = good + letters.size();
    }

    /**
     * A message of which only the number of readings is known.
     *
     * @param sensor index of the sensor among the publisher's
     * @param payload the bytes; not copied, not to be changed
     * @param readings how many readings it holds
     */
    public Message(int sensor, byte[] payload, int readings) {
        this.sensor = sensor;
        this.payload = payload;
        this.times = NO_TIMES;
        this.values = NO_VALUES;
        this.metricCount = 0;
        this.letters = List.of();
        this.readings = readings;
    }

    private Message(Message other) {
        this.sensor = other.sensor;
        this.payload = other.payload;
        this.times = other.times;
        this.values = other.values;
        this.metricCount = other.metricCount;
        this.readings = other.readings;
        this.letters = other.letters;
    }

    /** The same content, to be published a second time. */
    public Message copy() {
        return new Message(this);
    }

    /** Index of the sensor in its fleet. */
    public int sensor() {
        return sensor;
    }

    /** The bytes on the wire; not to be changed. */
    public byte[] payload() {
        return payload;
    }

    /** Number of entries. */
    public int entries() {
        return times.length;
    }

    /** Event time of an entry, epoch milliseconds. */
    public long time(int entry) {
        return times[entry];
    }

    /** The sensor's number of metrics. */
    public int metricCount() {
        return metricCount;
    }

    /** A good value, or NaN if that entry has none for the metric. */
    public double value(int entry, int metric) {
        return values[entry * metricCount + metric];
    }

    /** What must become dead letters. */
    public List<ExpectedLetter> letters() {
        return letters;
    }

    /** All readings, good and bad. */
    public int readings() {
        return readings;
    }
}
