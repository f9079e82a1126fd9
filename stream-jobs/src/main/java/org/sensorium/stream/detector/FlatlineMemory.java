package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The value that has not changed, since when, and how often it was read; and between what the
 * series lay before.
 */
final class FlatlineMemory extends Memory {
    long readings;
    double value;
    long sinceMicros;

    /** Of all before the present stretch; NaN if there is none. */
    private double lowest = Double.NaN;

    private double highest = Double.NaN;

    /** Whether the value is where the series ends: it lay there before, and never further out. */
    boolean isAtAnEnd() {
        return lowest < highest && (value == lowest || value == highest);
    }

    /** Another value: a new stretch begins. */
    void begin(double next, long atMicros) {
        if (readings > 0) {
            lowest = lowest <= value ? lowest : value;
            highest = highest >= value ? highest : value;
        }
        readings = 1;
        value = next;
        sinceMicros = atMicros;
    }

    @Override
    void writeOwn(DataOutput out) throws IOException {
        out.writeLong(readings);
        out.writeDouble(value);
        out.writeLong(sinceMicros);
        out.writeDouble(lowest);
        out.writeDouble(highest);
    }

    @Override
    void readOwn(int version, DataInput in) throws IOException {
        readings = in.readLong();
        value = in.readDouble();
        sinceMicros = in.readLong();
        if (version > 1) {
            lowest = in.readDouble();
            highest = in.readDouble();
        }
    }
}
