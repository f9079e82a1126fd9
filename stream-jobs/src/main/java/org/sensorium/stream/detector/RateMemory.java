package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Two earlier readings: one to measure the change from, and one, about half a span younger, to take
 * its place.
 */
final class RateMemory extends Memory {
    boolean started;
    long fromMicros;
    double fromValue;
    long nextMicros;
    double nextValue;

    /** Keeps the base within one span of the present reading where there is one so young. */
    void advance(long timeMicros, long spanMicros) {
        if (timeMicros - fromMicros > spanMicros) {
            fromMicros = nextMicros;
            fromValue = nextValue;
        }
    }

    void remember(long timeMicros, double value, long spanMicros) {
        if (!started) {
            started = true;
            fromMicros = timeMicros;
            fromValue = value;
            nextMicros = timeMicros;
            nextValue = value;
        } else if (timeMicros - nextMicros >= spanMicros / 2) {
            nextMicros = timeMicros;
            nextValue = value;
        }
    }

    @Override
    void writeOwn(DataOutput out) throws IOException {
        out.writeBoolean(started);
        out.writeLong(fromMicros);
        out.writeDouble(fromValue);
        out.writeLong(nextMicros);
        out.writeDouble(nextValue);
    }

    @Override
    void readOwn(int version, DataInput in) throws IOException {
        started = in.readBoolean();
        fromMicros = in.readLong();
        fromValue = in.readDouble();
        nextMicros = in.readLong();
        nextValue = in.readDouble();
    }
}
