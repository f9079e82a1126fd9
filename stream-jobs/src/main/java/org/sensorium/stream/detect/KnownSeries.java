package org.sensorium.stream.detect;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Metric;
import org.sensorium.model.Sensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the series of a reading. The gateway may learn of a new sensor before we do, and readings
 * of it be here first: of what is not known the registry is asked, once, before it is given up. For
 * one thread.
 */
public final class KnownSeries {
    private static final Logger log = LoggerFactory.getLogger(KnownSeries.class);

    private final Known known;
    private final Set<Long> givenUp = new HashSet<>();

    /** One of a sensor's metrics; the sensor may be retired. */
    public record Series(Sensor sensor, Metric metric) {}

    public KnownSeries(Known known) {
        this.known = known;
    }

    /** Null if there is no such sensor, or it has no such metric. */
    public @Nullable Series find(int sensorKey, short metricKey) {
        @Nullable Series found = look(sensorKey, metricKey);
        if (found == null && !isRetired(sensorKey) && givenUp.add(key(sensorKey, metricKey))) {
            found = ask(sensorKey, metricKey);
        }
        return found;
    }

    /** A series as one number. */
    public static long key(int sensorKey, short metricKey) {
        return (long) sensorKey << Short.SIZE | metricKey & 0xFFFF;
    }

    private @Nullable Series look(int sensorKey, short metricKey) {
        @Nullable Sensor sensor = known.sensor(sensorKey);
        if (sensor != null) {
            for (Metric metric : sensor.metrics().values()) {
                if (metric.key() == metricKey) {
                    return new Series(sensor, metric);
                }
            }
        }
        return null;
    }

    private boolean isRetired(int sensorKey) {
        @Nullable Sensor sensor = known.sensor(sensorKey);
        return sensor != null && sensor.retired();
    }

    private @Nullable Series ask(int sensorKey, short metricKey) {
        try {
            known.catchUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the registry was asked", e);
        }
        @Nullable Series found = look(sensorKey, metricKey);
        if (found != null) {
            givenUp.remove(key(sensorKey, metricKey));
        } else if (!isRetired(sensorKey)) {
            log.warn(
                    "sensor key {}, metric key {}: not in the registry, watched by nobody",
                    sensorKey,
                    metricKey);
        }
        return found;
    }
}
