package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The minute that is being averaged. Some 60 bytes. */
final class MinuteMemory extends Memory {
    private static final long MICROS_PER_MINUTE = 60_000_000;
    private static final int NONE = Integer.MIN_VALUE;

    private int minute = NONE;
    private int count;
    private double sum;

    // Of the minute before, only until the caller has asked: not part of the state.
    private int overMinute = NONE;
    private double overMean;

    void add(long timeMicros, double value) {
        int of = (int) Math.floorDiv(timeMicros, MICROS_PER_MINUTE);
        overMinute = NONE;
        if (of != minute) {
            if (minute != NONE) {
                overMinute = minute;
                overMean = sum / count;
            }
            minute = of;
            count = 0;
            sum = 0;
        }
        count++;
        sum += value;
    }

    boolean isOver() {
        return overMinute != NONE;
    }

    int overMinute() {
        return overMinute;
    }

    double overMean() {
        return overMean;
    }

    @Override
    void writeOwn(DataOutput out) throws IOException {
        out.writeInt(minute);
        out.writeInt(count);
        out.writeDouble(sum);
    }

    @Override
    void readOwn(int version, DataInput in) throws IOException {
        minute = in.readInt();
        count = in.readInt();
        sum = in.readDouble();
    }
}
