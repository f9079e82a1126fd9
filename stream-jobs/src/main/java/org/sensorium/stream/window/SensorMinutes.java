package org.sensorium.stream.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One sensor's windows: the state of the stage. Some 20 bytes for each metric at rest, and 82 for
 * each minute that may still change.
 */
public final class SensorMinutes {
    static final long NO_TIMER = Long.MAX_VALUE;

    private final int sensorKey;

    /** When the one timer of this sensor rings, on the receipt clock. */
    private long timerMillis = NO_TIMER;

    /** When the last reading came, on the receipt clock. */
    private long touchedMillis = Long.MIN_VALUE;

    private final List<SeriesMinutes> series = new ArrayList<>(2);

    SensorMinutes(int sensorKey) {
        this.sensorKey = sensorKey;
    }

    void add(
            short metricKey,
            long timeMicros,
            double value,
            long latenessMicros,
            Consumer<RollUpChange> out) {
        SeriesMinutes minutes = seriesOf(metricKey, timeMicros);
        minutes.add(
                timeMicros,
                value,
                latenessMicros,
                minute -> out.accept(minute.change(sensorKey, metricKey)));
    }

    private SeriesMinutes seriesOf(short metricKey, long timeMicros) {
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).metricKey == metricKey) {
                return series.get(i);
            }
        }
        SeriesMinutes fresh = SeriesMinutes.beginning(metricKey, timeMicros);
        series.add(fresh);
        return fresh;
    }

    void giveUnwritten(Consumer<RollUpChange> out) {
        for (SeriesMinutes minutes : series) {
            minutes.giveUnwritten(
                    minute -> out.accept(minute.change(sensorKey, minutes.metricKey)));
        }
    }

    void letGoAll(Consumer<RollUpChange> out) {
        for (SeriesMinutes minutes : series) {
            minutes.letGoAll(minute -> out.accept(minute.change(sensorKey, minutes.metricKey)));
        }
    }

    boolean isAtRest() {
        return series.stream().allMatch(SeriesMinutes::isEmpty);
    }

    long timerMillis() {
        return timerMillis;
    }

    void timerMillis(long millis) {
        timerMillis = millis;
    }

    long touchedMillis() {
        return touchedMillis;
    }

    void touched(long millis) {
        touchedMillis = Math.max(touchedMillis, millis);
    }

    SensorMinutes copy() {
        SensorMinutes copy = new SensorMinutes(sensorKey);
        copy.timerMillis = timerMillis;
        copy.touchedMillis = touchedMillis;
        for (SeriesMinutes minutes : series) {
            copy.series.add(minutes.copy());
        }
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(sensorKey);
        out.writeLong(timerMillis);
        out.writeLong(touchedMillis);
        out.writeShort(series.size());
        for (SeriesMinutes minutes : series) {
            minutes.write(out);
        }
    }

    static SensorMinutes read(DataInput in) throws IOException {
        SensorMinutes sensor = new SensorMinutes(in.readInt());
        sensor.timerMillis = in.readLong();
        sensor.touchedMillis = in.readLong();
        for (int left = in.readShort(); left > 0; left--) {
            sensor.series.add(SeriesMinutes.read(in));
        }
        return sensor;
    }
}
