package org.sensorium.stream.detect;

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

/** A registry in memory, with knobs. Serialised, it stays the same town. */
public final class Town implements Known.Opener {
    public static final short PM25 = 1;

    private static final Map<String, Town> towns = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final transient Map<Integer, Sensor> sensors = new ConcurrentHashMap<>();
    private final transient Map<Integer, Sensor> unheard = new ConcurrentHashMap<>();
    private final transient Map<String, Rule> rules = new ConcurrentHashMap<>();
    private transient volatile long revision;

    public Town() {
        towns.put(name, this);
    }

    private Object readResolve() {
        return towns.get(name);
    }

    public Town sensor(int key, boolean retired) {
        return sensor(key, retired, null, null, "north");
    }

    /** One behind that gateway, on that feeder. */
    public Town sensor(
            int key,
            boolean retired,
            @Nullable String gateway,
            @Nullable String feeder,
            String district) {
        Metric metric = new Metric(PM25, "pm25", "ug/m3", 0, 1000, null);
        sensors.put(
                key,
                new Sensor(
                        key,
                        "s-" + key,
                        "air_quality",
                        "env",
                        district,
                        null,
                        gateway,
                        feeder,
                        Map.of("pm25", metric),
                        retired));
        revision++;
        return this;
    }

    /** It is in the registry, but nobody has been told. */
    public Town unheard(int key) {
        sensor(key, false);
        unheard.put(key, sensors.remove(key));
        return this;
    }

    public Town rule(DetectorKind kind, int version, boolean enabled, String... parameters) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        Severity severity = version == 1 ? Severity.MAJOR : Severity.CRITICAL;
        String id = kind.code();
        rules.put(
                id, new Rule(id, version, null, null, null, null, kind, severity, enabled, named));
        revision++;
        return this;
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
                return (int)
                        sensors.values().stream()
                                .filter(each -> !each.retired())
                                .filter(each -> group.equals(of(kind, each)))
                                .count();
            }

            private @Nullable String of(IncidentKind kind, Sensor sensor) {
                return switch (kind) {
                    case GATEWAY_SILENT -> sensor.gateway();
                    case FEEDER_SILENT -> sensor.feeder();
                    case DISTRICT_SILENT -> sensor.district();
                    case AREA_EVENT -> null;
                };
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
            public void catchUp() {
                sensors.putAll(unheard);
                unheard.clear();
                revision++;
            }

            @Override
            public void close() {}
        };
    }
}
