package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The value that has not changed, since when, and how often it was read. */
final class FlatlineMemory extends Memory {
    long readings;
    double value;
    long sinceMicros;

    @Override
    void writeOwn(DataOutput out) throws IOException {
        out.writeLong(readings);
        out.writeDouble(value);
        out.writeLong(sinceMicros);
    }

    @Override
    void readOwn(int version, DataInput in) throws IOException {
        readings = in.readLong();
        value = in.readDouble();
        sinceMicros = in.readLong();
    }
}
