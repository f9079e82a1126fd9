package org.sensorium.stream.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The minutes of one series that may still change here, and the horizon before which they are the
 * store's. At most {@value #MOST_MINUTES} minutes, whatever comes.
 *
 * <p>A minute before the horizon, or the first one of a series, of which readings may have come
 * before this state began, is never counted here but computed from the stored readings.
 */
final class SeriesMinutes {
    static final int MOST_MINUTES = 8;

    /** Far in the past, and far enough from the end of the numbers to subtract from. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    final short metricKey;

    /** Minutes before it are the store's; it never goes back. */
    private long horizonMicros;

    private long newestMicros = NEVER;

    /** In order of time. */
    private final List<Minute> minutes = new ArrayList<>(2);

    SeriesMinutes(short metricKey, long horizonMicros) {
        this.metricKey = metricKey;
        this.horizonMicros = horizonMicros;
    }

    /** A series of which nothing is known: its first minute is the store's. */
    static SeriesMinutes beginning(short metricKey, long timeMicros) {
        return new SeriesMinutes(metricKey, Minute.bucketOf(timeMicros) + Minute.MICROS);
    }

    /**
     * Counts a reading in its minute; gives out the minutes that are over by it and those that have
     * to go.
     *
     * @param latenessMicros how long after its end a minute is kept, in the series' event time
     */
    void add(long timeMicros, double value, long latenessMicros, Consumer<Minute> out) {
        Minute minute = minuteOf(timeMicros, newestMicros - latenessMicros, out);
        minute.add(timeMicros, value);
        newestMicros = Math.max(newestMicros, timeMicros);
        letGoBefore(newestMicros - latenessMicros, out);
        while (minutes.size() > MOST_MINUTES) {
            letGo(minutes.remove(0), out);
        }
    }

    private Minute minuteOf(long timeMicros, long oldestEndMicros, Consumer<Minute> out) {
        long bucket = Minute.bucketOf(timeMicros);
        int at = minutes.size();
        while (at > 0 && minutes.get(at - 1).bucketMicros > bucket) {
            at--;
        }
        if (at > 0 && minutes.get(at - 1).bucketMicros == bucket) {
            return minutes.get(at - 1);
        }
        boolean newest = at == minutes.size() && timeMicros > newestMicros;
        boolean whole = bucket >= horizonMicros && bucket + Minute.MICROS > oldestEndMicros;
        Minute minute = new Minute(bucket, whole);
        minutes.add(at, minute);
        if (newest) {
            for (int i = 0; i < at; i++) {
                give(minutes.get(i), out);
            }
        }
        return minute;
    }

    /**
     * Gives out every minute that the store does not know as it is, but for those that have only
     * just begun.
     *
     * @param youngMicros after this a minute has only just begun...
     * @param nowMicros ...unless it has not begun at all: then the sensor's clock is wrong
     * @return the start of the earliest that is left; {@link Long#MAX_VALUE} if none is
     */
    long giveUnwritten(long youngMicros, long nowMicros, Consumer<Minute> out) {
        long left = Long.MAX_VALUE;
        for (Iterator<Minute> i = minutes.iterator(); i.hasNext(); ) {
            Minute minute = i.next();
            boolean young = minute.bucketMicros > youngMicros && minute.bucketMicros <= nowMicros;
            if (minute.unwritten && young) {
                left = Math.min(left, minute.bucketMicros);
            } else {
                give(minute, out);
                if (!minute.whole) {
                    i.remove();
                }
            }
        }
        return left;
    }

    /** Gives out what is unwritten and keeps nothing but the horizon. */
    void letGoAll(Consumer<Minute> out) {
        for (Minute minute : minutes) {
            letGo(minute, out);
        }
        minutes.clear();
    }

    private void letGoBefore(long endMicros, Consumer<Minute> out) {
        // Minutes that are the store's anyway wait for the next writing, so that a burst of
        // readings
        // of one old minute costs one query. They are few: see MOST_MINUTES.
        for (Iterator<Minute> i = minutes.iterator(); i.hasNext(); ) {
            Minute minute = i.next();
            if (minute.whole && minute.bucketMicros + Minute.MICROS <= endMicros) {
                letGo(minute, out);
                i.remove();
            }
        }
    }

    private void letGo(Minute minute, Consumer<Minute> out) {
        give(minute, out);
        horizonMicros = Math.max(horizonMicros, minute.bucketMicros + Minute.MICROS);
    }

    private static void give(Minute minute, Consumer<Minute> out) {
        if (minute.unwritten) {
            out.accept(minute);
            minute.unwritten = false;
        }
    }

    boolean isEmpty() {
        return minutes.isEmpty();
    }

    SeriesMinutes copy() {
        SeriesMinutes copy = new SeriesMinutes(metricKey, horizonMicros);
        copy.newestMicros = newestMicros;
        for (Minute minute : minutes) {
            copy.minutes.add(minute.copy());
        }
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(metricKey);
        out.writeLong(horizonMicros);
        out.writeLong(newestMicros);
        out.writeByte(minutes.size());
        for (Minute minute : minutes) {
            minute.write(out);
        }
    }

    static SeriesMinutes read(DataInput in) throws IOException {
        SeriesMinutes series = new SeriesMinutes(in.readShort(), in.readLong());
        series.newestMicros = in.readLong();
        for (int left = in.readByte(); left > 0; left--) {
            series.minutes.add(Minute.read(in));
        }
        return series;
    }
}
