package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What is usual at each hour of the week, and of the day while that hour of the week is still new.
 * Hours are those of UTC: which hour a habit falls into does not matter to it. 0.3 kB on the first
 * day and just under 1 kB once every day of the week was seen; hours not seen are not written.
 */
final class HourOfWeek {
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;

    /** The form knows the hours of the week by their numbers, and after them those of all days. */
    private static final int SLOTS = WEEK + DAY;

    private static final int ROW_BITS = 4;
    private static final int ROW_MASK = 0xF;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    /** So many readings make a habit. */
    private static final int ENOUGH = 3;

    /** From then on the newest reading weighs no less: habits may change. */
    private static final int MOST = 255;

    /** In which row each day of the week is, a digit of four bits for each; 0: not seen yet. */
    private int rows;

    /**
     * Means as differences from the first reading: single precision suffices for those. A row of a
     * day's hours for each day of the week that was seen; the first is that of all days.
     */
    private float[] means = new float[DAY];

    private byte[] seen = new byte[DAY];
    private double origin = Double.NaN;

    /** What is usual at that instant; NaN while it is not known. */
    double usual(long timeMicros) {
        int hour = hourOfWeek(timeMicros);
        int place = place(hour);
        int known = count(place) >= ENOUGH ? place : hour % DAY;
        return count(known) >= ENOUGH ? origin + means[known] : Double.NaN;
    }

    void learn(long timeMicros, double value) {
        if (Double.isNaN(origin)) {
            origin = value;
        }
        int hour = hourOfWeek(timeMicros);
        learnAt(placeMade(hour), value - origin);
        learnAt(hour % DAY, value - origin);
    }

    private void learnAt(int place, double difference) {
        int count = Math.min(count(place) + 1, MOST);
        seen[place] = (byte) count;
        means[place] += (float) ((difference - means[place]) / count);
    }

    private int count(int place) {
        return place < 0 ? 0 : seen[place] & 0xFF;
    }

    /** Where an hour of the week is; negative if its day was not seen yet. */
    private int place(int hourOfWeek) {
        int row = (rows >>> (ROW_BITS * (hourOfWeek / DAY))) & ROW_MASK;
        return row == 0 ? -1 : row * DAY + hourOfWeek % DAY;
    }

    private int placeMade(int hourOfWeek) {
        if (place(hourOfWeek) < 0) {
            rows |= (seen.length / DAY) << (ROW_BITS * (hourOfWeek / DAY));
            means = Arrays.copyOf(means, means.length + DAY);
            seen = Arrays.copyOf(seen, seen.length + DAY);
        }
        return place(hourOfWeek);
    }

    private static int hourOfWeek(long timeMicros) {
        return (int) Math.floorMod(Math.floorDiv(timeMicros, MICROS_PER_HOUR), (long) WEEK);
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(origin);
        for (int slot = 0; slot < SLOTS; slot++) {
            int place = slot < WEEK ? place(slot) : slot - WEEK;
            if (count(place) != 0) {
                out.writeByte(slot);
                out.writeByte(seen[place]);
                out.writeFloat(means[place]);
            }
        }
        out.writeByte(SLOTS);
    }

    void read(DataInput in) throws IOException {
        origin = in.readDouble();
        for (int slot = in.readUnsignedByte(); slot < SLOTS; slot = in.readUnsignedByte()) {
            int place = slot < WEEK ? placeMade(slot) : slot - WEEK;
            seen[place] = in.readByte();
            means[place] = in.readFloat();
        }
    }
}
