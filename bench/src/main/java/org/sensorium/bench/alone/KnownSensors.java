package org.sensorium.bench.alone;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Location;
import org.sensorium.model.Metric;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.model.Severity;

/** A registry in memory: sensors of one metric, watched as a fresh system watches its own. */
final class KnownSensors {
    static final short METRIC_KEY = 1;

    private static final String TYPE = "bench";
    private static final String METRIC = "level";

    private static final double DEGREES_APART = 0.01;
    private static final int A_ROW = 1000;

    private KnownSensors() {}

    /** By id. */
    static Map<String, Sensor> upTo(int count) {
        Map<String, Sensor> sensors = new HashMap<>();
        for (int key = 0; key < count; key++) {
            Sensor sensor = sensor(key);
            sensors.put(sensor.id(), sensor);
        }
        return sensors;
    }

    static Sensor sensor(int key) {
        Metric metric = new Metric(METRIC_KEY, METRIC, "m", 0, 100, null);
        return new Sensor(
                key,
                id(key),
                TYPE,
                "bench",
                "centre",
                place(key),
                null,
                Map.of(METRIC, metric),
                false);
    }

    /** A kilometre from each other: a hundred or so are compared. */
    private static Location place(int key) {
        return new Location(
                30 + DEGREES_APART * (key / A_ROW), 110 + DEGREES_APART * (key % A_ROW));
    }

    /** Their own topics. */
    static Map<Integer, String> topics(int count) {
        Map<Integer, String> topics = new HashMap<>();
        for (int key = 0; key < count; key++) {
            topics.put(key, "readings/" + id(key));
        }
        return topics;
    }

    /** The rules that a new system has, and a threshold. */
    static List<Rule> rules() {
        return List.of(
                rule(DetectorKind.SILENCE, Map.of("intervals", "5", "atLeast", "PT30S")),
                rule(
                        DetectorKind.FLATLINE,
                        Map.of("for", "PT1H", "readings", "30", "tolerance", "0")),
                rule(
                        DetectorKind.NOVELTY,
                        Map.of("margin", "0.25", "warmup", "200", "hold", "100")),
                rule(
                        DetectorKind.SENSOR_FAULT,
                        Map.of("for", "PT15M", "times", "3", "kilometres", "10")),
                rule(DetectorKind.THRESHOLD, Map.of("above", "90", "clear", "85", "for", "PT0S")));
    }

    private static Rule rule(DetectorKind kind, Map<String, String> parameters) {
        String id = "bench-" + kind.name().toLowerCase(Locale.ROOT);
        return new Rule(id, 1, null, null, null, null, kind, Severity.WARNING, true, parameters);
    }

    private static String id(int key) {
        return String.format(Locale.ROOT, "bench-%07d", key);
    }
}
