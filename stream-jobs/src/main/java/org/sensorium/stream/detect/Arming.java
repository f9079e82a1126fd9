package org.sensorium.stream.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Location;
import org.sensorium.model.Metric;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.stream.detect.KnownSeries.Series;
import org.sensorium.stream.detector.Detector;
import org.sensorium.stream.detector.SensorFaultDetector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which detectors are armed for which series, by the registry as it is now: what was worked out is
 * kept until the registry changes. For one thread.
 */
public final class Arming {
    private static final Logger log = LoggerFactory.getLogger(Arming.class);

    private final Known known;
    private final KnownSeries series;
    private final Map<Long, Watched> watched = new HashMap<>();
    private final Map<Made, Detector> detectors = new HashMap<>();
    private final Map<List<Made>, List<Armed>> together = new HashMap<>();
    private final Set<String> complained = new HashSet<>();
    private long revision = Long.MIN_VALUE;

    /** A detector with the rule that armed it. */
    public record Armed(Rule rule, Detector detector) {}

    /**
     * A series that is known, with what is armed for it.
     *
     * @param armed shared by all series for which the same is armed
     * @param square the key of where it is compared with its neighbours; null where it is not
     * @param revision of the registry by which this holds
     */
    public record Watched(
            Sensor sensor,
            Metric metric,
            List<Armed> armed,
            @Nullable String square,
            long revision) {
        /** What of that kind is armed for it, if anything is. */
        public @Nullable Armed by(DetectorKind kind) {
            for (Armed each : armed) {
                if (each.rule().detector() == kind) {
                    return each;
                }
            }
            return null;
        }
    }

    private record Made(String rule, int revision, @Nullable Duration interval) {
        private static Made of(Rule rule, Metric metric) {
            return new Made(rule.id(), rule.revision(), metric.interval());
        }
    }

    public Arming(Known known) {
        this.known = known;
        this.series = new KnownSeries(known);
    }

    /** Forgets what was worked out if the registry has changed since. */
    boolean refresh() {
        long now = known.revision();
        if (now == revision) {
            return false;
        }
        revision = now;
        watched.clear();
        detectors.clear();
        together.clear();
        return true;
    }

    boolean isRetired(int sensorKey) {
        @Nullable Sensor sensor = known.sensor(sensorKey);
        return sensor != null && sensor.retired();
    }

    /** What is armed for a series; null if there is none such, or it is retired. */
    public @Nullable Watched watched(int sensorKey, short metricKey) {
        refresh();
        long key = KnownSeries.key(sensorKey, metricKey);
        @Nullable Watched found = watched.get(key);
        if (found == null) {
            found = look(sensorKey, metricKey);
            if (found != null) {
                watched.put(key, found);
            }
        }
        return found;
    }

    /**
     * The same for a caller that keeps the answer with the series: nothing is kept here.
     *
     * @param before the last answer, if there was one
     */
    @Nullable Watched watched(int sensorKey, short metricKey, @Nullable Watched before) {
        refresh();
        return before != null && before.revision() == revision
                ? before
                : look(sensorKey, metricKey);
    }

    private @Nullable Watched look(int sensorKey, short metricKey) {
        @Nullable Series found = series.find(sensorKey, metricKey);
        if (found == null || found.sensor().retired()) {
            return null;
        }
        refresh(); // the registry may have been asked just now
        Sensor sensor = found.sensor();
        List<Armed> armed = arm(sensor, found.metric());
        return new Watched(
                sensor, found.metric(), armed, square(sensor, found.metric(), armed), revision);
    }

    private static @Nullable String square(Sensor sensor, Metric metric, List<Armed> armed) {
        @Nullable Location place = sensor.location();
        for (Armed each : armed) {
            if (place != null && each.detector() instanceof SensorFaultDetector compared) {
                return Square.around(place, sensor.type(), metric.name(), compared.kilometres())
                        .key();
            }
        }
        return null;
    }

    private List<Armed> arm(Sensor sensor, Metric metric) {
        List<Rule> rules = known.armed(sensor, metric.name());
        List<Made> key = rules.stream().map(rule -> Made.of(rule, metric)).toList();
        @Nullable List<Armed> armed = together.get(key);
        if (armed == null) {
            armed = new ArrayList<>(rules.size());
            for (Rule rule : rules) {
                @Nullable Detector detector = detectorOf(rule, metric);
                if (detector != null) {
                    armed.add(new Armed(rule, detector));
                }
            }
            together.put(key, armed);
        }
        return armed;
    }

    private @Nullable Detector detectorOf(Rule rule, Metric metric) {
        Made key = Made.of(rule, metric);
        @Nullable Detector detector = detectors.get(key);
        if (detector == null) {
            try {
                detector = Detector.of(rule, metric);
                detectors.put(key, detector);
            } catch (IllegalArgumentException e) {
                // REST refuses such rules; one that came another way must not stop the others.
                if (complained.add(rule.id() + '#' + rule.revision())) {
                    log.warn("not armed: {}", e.getMessage());
                }
            }
        }
        return detector;
    }
}
