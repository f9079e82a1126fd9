package org.sensorium.stream.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Metric;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.model.Severity;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.stream.detect.Known;

/**
 * A registry in memory, with rain gauges, water levels and pumps. Serialised, it stays the same.
 */
public final class Valley implements Known.Opener {
    public static final short RAIN = 1;
    public static final short LEVEL = 2;
    public static final short CURRENT = 3;

    private static final Map<String, Valley> valleys = new ConcurrentHashMap<>();
    private static final Map<Short, String> METRICS =
            Map.of(RAIN, "rain", LEVEL, "level", CURRENT, "current");

    private final String name = UUID.randomUUID().toString();
    private final transient Map<Integer, Sensor> sensors = new ConcurrentHashMap<>();
    private final transient Map<String, Rule> rules = new ConcurrentHashMap<>();
    private transient volatile long revision;

    public Valley() {
        valleys.put(name, this);
    }

    private Object readResolve() {
        return valleys.get(name);
    }

    /** A sensor of that one metric, behind a gateway named after its district. */
    public Valley sensor(int key, short metric, String district) {
        return put(key, metric, district, false);
    }

    public Valley takeDown(int key) {
        Sensor before = sensors.get(key);
        short metric = before.metrics().values().iterator().next().key();
        return put(key, metric, before.district(), true);
    }

    private Valley put(int key, short metric, String district, boolean retired) {
        String metricName = METRICS.get(metric);
        sensors.put(
                key,
                new Sensor(
                        key,
                        metricName.substring(0, 1) + "-" + key,
                        metricName + "_gauge",
                        "water",
                        district,
                        null,
                        "gw-" + district,
                        Map.of(metricName, new Metric(metric, metricName, "1", -1000, 1000, null)),
                        retired));
        revision++;
        return this;
    }

    /** The rule {@code flood}; parameters by name. */
    public Valley rule(int version, String... parameters) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return rule(flood(version, null, true, named));
    }

    public Valley rule(Rule rule) {
        rules.put(rule.id(), rule);
        revision++;
        return this;
    }

    public Valley withoutRule() {
        rules.clear();
        revision++;
        return this;
    }

    static Rule flood(
            int version, @Nullable String district, boolean enabled, Map<String, String> named) {
        return new Rule(
                "flood",
                version,
                null,
                district,
                null,
                null,
                DetectorKind.COMPOSITE,
                version == 1 ? Severity.MAJOR : Severity.CRITICAL,
                enabled,
                named);
    }

    @Override
    public Known open() {
        return new Known() {
            @Override
            public @Nullable Sensor sensor(int sensorKey) {
                return sensors.get(sensorKey);
            }

            @Override
            public List<Rule> armed(Sensor sensor, String metric) {
                return new RuleBook(revision, new ArrayList<>(rules.values()))
                        .armed(sensor, metric);
            }

            @Override
            public int members(IncidentKind kind, String group) {
                return 0;
            }

            @Override
            public List<Rule> composites() {
                return new RuleBook(revision, new ArrayList<>(rules.values())).composites();
            }

            @Override
            public long revision() {
                return revision;
            }

            @Override
            public void close() {}
        };
    }
}
