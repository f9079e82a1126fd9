package org.sensorium.stream.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What the detectors remember of one sensor: the state of the stage. */
public final class SensorMemory {
    static final long NO_TIMER = Long.MAX_VALUE;

    private final int sensorKey;

    /** When this sensor's one timer on the receipt clock rings. */
    private long timerMillis = NO_TIMER;

    private SeriesMemory[] series = {};

    SensorMemory(int sensorKey) {
        this.sensorKey = sensorKey;
    }

    int sensorKey() {
        return sensorKey;
    }

    long timerMillis() {
        return timerMillis;
    }

    void timerMillis(long millis) {
        timerMillis = millis;
    }

    List<SeriesMemory> series() {
        return Arrays.asList(series);
    }

    SeriesMemory series(short metricKey) {
        for (SeriesMemory each : series) {
            if (each.metricKey == metricKey) {
                return each;
            }
        }
        return add(new SeriesMemory(metricKey));
    }

    private SeriesMemory add(SeriesMemory fresh) {
        series = Arrays.copyOf(series, series.length + 1);
        series[series.length - 1] = fresh;
        return fresh;
    }

    /** Whether any episode of any series is open. */
    boolean isOpen() {
        for (SeriesMemory each : series) {
            if (each.isOpen()) {
                return true;
            }
        }
        return false;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(sensorKey);
        out.writeLong(timerMillis);
        out.writeShort(series.length);
        for (SeriesMemory each : series) {
            each.write(out);
        }
    }

    static SensorMemory read(int version, DataInput in) throws IOException {
        SensorMemory sensor = new SensorMemory(in.readInt());
        sensor.timerMillis = in.readLong();
        for (int left = in.readShort(); left > 0; left--) {
            sensor.add(SeriesMemory.read(version, in));
        }
        return sensor;
    }
}
