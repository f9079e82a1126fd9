package org.sensorium.stream.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
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

    private SeriesMinutes[] series = {};

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
        for (SeriesMinutes each : series) {
            if (each.metricKey == metricKey) {
                return each;
            }
        }
        return add(SeriesMinutes.beginning(metricKey, timeMicros));
    }

    private SeriesMinutes add(SeriesMinutes fresh) {
        series = Arrays.copyOf(series, series.length + 1);
        series[series.length - 1] = fresh;
        return fresh;
    }

    /** As {@link SeriesMinutes#giveUnwritten} of every series. */
    long giveUnwritten(long youngMicros, long nowMicros, Consumer<RollUpChange> out) {
        long left = Long.MAX_VALUE;
        for (SeriesMinutes minutes : series) {
            left =
                    Math.min(
                            left,
                            minutes.giveUnwritten(
                                    youngMicros,
                                    nowMicros,
                                    minute ->
                                            out.accept(
                                                    minute.change(sensorKey, minutes.metricKey))));
        }
        return left;
    }

    void letGoAll(Consumer<RollUpChange> out) {
        for (SeriesMinutes minutes : series) {
            minutes.letGoAll(minute -> out.accept(minute.change(sensorKey, minutes.metricKey)));
        }
    }

    boolean isAtRest() {
        for (SeriesMinutes minutes : series) {
            if (!minutes.isEmpty()) {
                return false;
            }
        }
        return true;
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
            copy.add(minutes.copy());
        }
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(sensorKey);
        out.writeLong(timerMillis);
        out.writeLong(touchedMillis);
        out.writeShort(series.length);
        for (SeriesMinutes minutes : series) {
            minutes.write(out);
        }
    }

    static SensorMinutes read(DataInput in) throws IOException {
        SensorMinutes sensor = new SensorMinutes(in.readInt());
        sensor.timerMillis = in.readLong();
        sensor.touchedMillis = in.readLong();
        for (int left = in.readShort(); left > 0; left--) {
            sensor.add(SeriesMinutes.read(in));
        }
        return sensor;
    }
}
