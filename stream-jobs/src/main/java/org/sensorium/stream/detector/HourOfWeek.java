package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is usual at each hour of the week, and of the day while that hour of the week is still new.
 * Hours are those of UTC: which hour a habit falls into does not matter to it. Just under 1 kB;
 * hours not seen are not written.
 */
final class HourOfWeek {
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    /** So many readings make a habit. */
    private static final int ENOUGH = 3;

    /** From then on the newest reading weighs no less: habits may change. */
    private static final int MOST = 255;

    /** Means as differences from the first reading: single precision suffices for those. */
    private final float[] means = new float[WEEK + DAY];

    private final byte[] seen = new byte[WEEK + DAY];
    private double origin = Double.NaN;

    /** What is usual at that instant; NaN while it is not known. */
    double usual(long timeMicros) {
        int hour = hourOfWeek(timeMicros);
        int known = count(hour) >= ENOUGH ? hour : WEEK + hour % DAY;
        return count(known) >= ENOUGH ? origin + means[known] : Double.NaN;
    }

    void learn(long timeMicros, double value) {
        if (Double.isNaN(origin)) {
            origin = value;
        }
        int hour = hourOfWeek(timeMicros);
        learn(hour, value - origin);
        learn(WEEK + hour % DAY, value - origin);
    }

    private void learn(int slot, double difference) {
        int count = Math.min(count(slot) + 1, MOST);
        seen[slot] = (byte) count;
        means[slot] += (float) ((difference - means[slot]) / count);
    }

    private int count(int slot) {
        return seen[slot] & 0xFF;
    }

    private static int hourOfWeek(long timeMicros) {
        return (int) Math.floorMod(Math.floorDiv(timeMicros, MICROS_PER_HOUR), (long) WEEK);
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(origin);
        for (int slot = 0; slot < seen.length; slot++) {
            if (seen[slot] != 0) {
                out.writeByte(slot);
                out.writeByte(seen[slot]);
                out.writeFloat(means[slot]);
            }
        }
        out.writeByte(seen.length);
    }

    void read(DataInput in) throws IOException {
        origin = in.readDouble();
        for (int slot = in.readUnsignedByte(); slot < seen.length; slot = in.readUnsignedByte()) {
            seen[slot] = in.readByte();
            means[slot] = in.readFloat();
        }
    }
}
