package org.sensorium.stream.detect;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The stage without Flink: one thread, all sensors, the log from its beginning. Finds exactly what
 * {@link Detecting} finds as long as no rule changes in between; whoever doubts the job compares.
 */
public final class LogWatch {
    private static final long MICROS_PER_MILLI = 1000;

    private final Watch watch;
    private final Map<Integer, SensorMemory> sensors = new HashMap<>();
    private long watermarkMillis = Long.MIN_VALUE;

    /**
     * @param out takes what concerns one sensor alone
     * @param neighbours takes what is to be compared with other sensors
     */
    public LogWatch(Known known, Consumer<SeriesFinding> out, Consumer<Neighbourly> neighbours) {
        this.watch = new Watch(new Arming(known), out, neighbours);
    }

    /** The clock of the log's entry that the next readings are in. */
    public void entry(long clockMicros) {
        watch.clock(Math.floorDiv(clockMicros, MICROS_PER_MILLI));
    }

    /** The next reading, in the order of the log; times are microseconds since 1970. */
    public void reading(
            int sensorKey, short metricKey, long timeMicros, double value, long receivedMicros) {
        SensorMemory sensor = sensors.computeIfAbsent(sensorKey, SensorMemory::new);
        watch.reading(sensor, metricKey, timeMicros, value, receivedMicros);
    }

    /**
     * Nothing received before this instant is still to come: silence may be found. Like a watermark
     * it is in whole milliseconds, just before them, and means something only when it moves on.
     */
    public void clock(long clockMicros) {
        long now = Math.floorDiv(clockMicros, MICROS_PER_MILLI) - 1;
        if (now <= watermarkMillis) {
            return;
        }
        watermarkMillis = now;
        for (SensorMemory sensor : sensors.values()) {
            long rings = ringsAtMillis(sensor);
            while (rings <= watermarkMillis) {
                watch.elapse(sensor, rings * MICROS_PER_MILLI);
                long next = ringsAtMillis(sensor);
                if (next <= rings) {
                    throw new IllegalStateException(
                            "silence of sensor key "
                                    + sensor.sensorKey()
                                    + " is due at "
                                    + rings
                                    + " again after it was told of");
                }
                rings = next;
            }
        }
    }

    private long ringsAtMillis(SensorMemory sensor) {
        long deadline = watch.deadlineMicros(sensor);
        return deadline == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : Math.floorDiv(deadline, MICROS_PER_MILLI) + 1;
    }
}
