package org.sensorium.stream.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Location;
import org.sensorium.model.Metric;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.model.Severity;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.stream.detect.Known;

/** Thermometers along a street, so many to a square, and the rules about them, which may change. */
final class Row implements Known {
    static final short CELSIUS = 1;
    private static final double DEGREES_BETWEEN_SQUARES = 0.1;

    private final Map<Integer, Sensor> sensors = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Metric> metrics =
            Map.of("celsius", new Metric(CELSIUS, "celsius", "Cel", -40, 60, null));
    private long revision;

    Row(int count, int toASquare) {
        for (int key = 0; key < count; key++) {
            place(key, key / toASquare);
        }
        rule("all", null, true);
    }

    /** Puts a sensor into the square of that number. */
    void place(int key, int square) {
        Location place =
                new Location(
                        0.01 + DEGREES_BETWEEN_SQUARES * (square / 1000),
                        0.01 + DEGREES_BETWEEN_SQUARES * (square % 1000));
        sensors.put(
                key,
                new Sensor(
                        key,
                        "t-" + key,
                        "thermometer",
                        "env",
                        "north",
                        place,
                        null,
                        metrics,
                        false));
        revision++;
    }

    void rule(String id, @Nullable String sensorId, boolean enabled) {
        rules.removeIf(rule -> rule.id().equals(id));
        rules.add(
                new Rule(
                        id,
                        1,
                        null,
                        null,
                        sensorId,
                        null,
                        DetectorKind.SENSOR_FAULT,
                        Severity.MINOR,
                        enabled,
                        Map.of()));
        revision++;
    }

    @Override
    public @Nullable Sensor sensor(int sensorKey) {
        return sensors.get(sensorKey);
    }

    @Override
    public List<Rule> armed(Sensor sensor, String metric) {
        return new RuleBook(revision, rules).armed(sensor, metric);
    }

    @Override
    public int members(IncidentKind kind, String group) {
        return 0;
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public void close() {}
}
