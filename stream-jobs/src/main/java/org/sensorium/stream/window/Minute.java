package org.sensorium.stream.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sensorium.model.RollUp;

/** One minute of one series as far as its readings have come. 82 bytes of state, 80 of memory. */
final class Minute {
    static final long MICROS = 60_000_000;

    final long bucketMicros;

    /** False if readings of this minute may be missing here: the store has them all. */
    final boolean whole;

    /** Whether the store does not know its present state yet. */
    boolean unwritten;

    private int count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private double first;
    private double last;

    /** From the start of the minute. */
    private int firstMicros = Integer.MAX_VALUE;

    private int lastMicros = -1;

    Minute(long bucketMicros, boolean whole) {
        this.bucketMicros = bucketMicros;
        this.whole = whole;
    }

    static long bucketOf(long timeMicros) {
        return timeMicros - Math.floorMod(timeMicros, MICROS);
    }

    void add(long timeMicros, double value) {
        unwritten = true;
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
        int within = (int) (timeMicros - bucketMicros);
        if (within < firstMicros) {
            firstMicros = within;
            first = value;
        }
        if (within > lastMicros) {
            lastMicros = within;
            last = value;
        }
    }

    RollUpChange change(int sensorKey, short metricKey) {
        if (!whole) {
            return new RollUpChange.Stale(sensorKey, metricKey, bucketMicros);
        }
        return new RollUpChange.Whole(
                new RollUp(
                        sensorKey,
                        metricKey,
                        bucketMicros,
                        count,
                        min,
                        max,
                        sum,
                        first,
                        last,
                        bucketMicros + firstMicros,
                        bucketMicros + lastMicros));
    }

    Minute copy() {
        Minute copy = new Minute(bucketMicros, whole);
        copy.unwritten = unwritten;
        copy.count = count;
        copy.min = min;
        copy.max = max;
        copy.sum = sum;
        copy.first = first;
        copy.last = last;
        copy.firstMicros = firstMicros;
        copy.lastMicros = lastMicros;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(bucketMicros);
        out.writeBoolean(whole);
        out.writeBoolean(unwritten);
        out.writeLong(count);
        out.writeDouble(min);
        out.writeDouble(max);
        out.writeDouble(sum);
        out.writeDouble(first);
        out.writeDouble(last);
        out.writeLong(bucketMicros + firstMicros);
        out.writeLong(bucketMicros + lastMicros);
    }

    static Minute read(DataInput in) throws IOException {
        Minute minute = new Minute(in.readLong(), in.readBoolean());
        minute.unwritten = in.readBoolean();
        minute.count = (int) in.readLong();
        minute.min = in.readDouble();
        minute.max = in.readDouble();
        minute.sum = in.readDouble();
        minute.first = in.readDouble();
        minute.last = in.readDouble();
        minute.firstMicros = (int) (in.readLong() - minute.bucketMicros);
        minute.lastMicros = (int) (in.readLong() - minute.bucketMicros);
        return minute;
    }
}
