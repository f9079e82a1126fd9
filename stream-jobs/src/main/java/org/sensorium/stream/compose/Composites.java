package org.sensorium.stream.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.CompositePattern;
import org.sensorium.model.CompositeStep;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.KnownSeries;
import org.sensorium.stream.detect.KnownSeries.Series;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composite rules as they are now: what was worked out is kept until the registry changes. For
 * one thread.
 */
final class Composites {
    private static final Logger log = LoggerFactory.getLogger(Composites.class);

    private final Known known;
    private final KnownSeries series;
    private final Map<Long, List<Place>> places = new HashMap<>();
    private final Map<String, Composite> byId = new HashMap<>();
    private final Set<String> metrics = new HashSet<>();
    private final Set<String> complained = new HashSet<>();
    private long revision = Long.MIN_VALUE;

    /** A rule with what it looks for. */
    record Composite(Rule rule, CompositePattern pattern) {}

    /** A step that a series can take. */
    record Place(Composite composite, int step, String name, Sensor sensor) {}

    Composites(Known known) {
        this.known = known;
        this.series = new KnownSeries(known);
    }

    /** Looks at the registry again; whether anything has changed since. */
    boolean refresh() {
        long now = known.revision();
        if (now == revision) {
            return false;
        }
        revision = now;
        places.clear();
        byId.clear();
        metrics.clear();
        for (Rule rule : known.composites()) {
            try {
                CompositePattern pattern = CompositePattern.of(rule);
                byId.put(rule.id(), new Composite(rule, pattern));
                pattern.steps().forEach(step -> metrics.add(step.metric()));
            } catch (IllegalArgumentException e) {
                // REST refuses such rules; one that came another way must not stop the others.
                if (complained.add(rule.id() + '#' + rule.revision())) {
                    log.warn("not armed: {}", e.getMessage());
                }
            }
        }
        return true;
    }

    /** Whether there was no rule at all at the last look. */
    boolean none() {
        return byId.isEmpty();
    }

    /** Whether some step of some rule was about the metric at the last look. */
    boolean names(String metric) {
        return metrics.contains(metric);
    }

    /** The rule of that id; null if there is none. */
    @Nullable Composite byId(String ruleId) {
        refresh();
        return byId.get(ruleId);
    }

    /** The name of the sensor's metric of that key; null if there is none such. */
    @Nullable String metricName(int sensorKey, short metricKey) {
        @Nullable Series found = series.find(sensorKey, metricKey);
        return found == null ? null : found.metric().name();
    }

    /** Whether the sensor is one of the rule's in that place. */
    boolean isIn(Composite composite, String place, int sensorKey) {
        @Nullable Sensor sensor = known.sensor(sensorKey);
        return sensor != null && place.equals(placeOf(composite, sensor));
    }

    /** All steps that a series can take. */
    List<Place> places(int sensorKey, short metricKey) {
        refresh();
        long key = KnownSeries.key(sensorKey, metricKey);
        @Nullable List<Place> found = places.get(key);
        if (found == null) {
            found = look(sensorKey, metricKey);
            places.put(key, found);
        }
        return found;
    }

    private List<Place> look(int sensorKey, short metricKey) {
        List<Place> found = new ArrayList<>();
        @Nullable Series of = series.find(sensorKey, metricKey);
        if (of == null) {
            return found;
        }
        refresh(); // the registry may have been asked just now
        Sensor sensor = of.sensor();
        for (Composite each : byId.values()) {
            @Nullable String place = placeOf(each, sensor);
            List<CompositeStep> steps = each.pattern().steps();
            for (int i = 0; place != null && i < steps.size(); i++) {
                if (steps.get(i).concerns(sensor, of.metric().name())) {
                    found.add(new Place(each, i, place, sensor));
                }
            }
        }
        return found;
    }

    private static @Nullable String placeOf(Composite composite, Sensor sensor) {
        @Nullable String district = composite.rule().district();
        boolean elsewhere = district != null && !district.equals(sensor.district());
        return sensor.retired() || elsewhere ? null : composite.pattern().placeOf(sensor);
    }
}
