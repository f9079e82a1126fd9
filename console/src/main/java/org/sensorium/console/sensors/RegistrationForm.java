package org.sensorium.console.sensors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.registry.sensors.MetricRegistration;
import org.sensorium.registry.sensors.SensorRegistration;

/** A sensor's registration as JSON. */
final class RegistrationForm {
    private static final int MOST_METRICS = 64;
    private static final int MOST_LABELS = 32;
    private static final int LONGEST_LABEL = 256;
    private static final int LONGEST_UNIT = 32;

    private RegistrationForm() {}

    /** Reads it; faults are noted, and the result is of no use if there are any. */
    static SensorRegistration read(ObjectNode json, Faults faults) {
        Fields fields = new Fields(json, faults);
        SensorRegistration registration =
                new SensorRegistration(
                        fields.id("id"),
                        fields.name("type"),
                        fields.name("department"),
                        fields.name("district"),
                        fields.location(),
                        metrics(fields),
                        fields.optionalId("gateway"),
                        fields.texts("labels", MOST_LABELS, LONGEST_LABEL));
        fields.nothingElse();
        return registration;
    }

    private static List<MetricRegistration> metrics(Fields fields) {
        List<MetricRegistration> metrics = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields metric : fields.objects("metrics", MOST_METRICS)) {
            String name = metric.name("name");
            if (!name.isEmpty() && !names.add(name)) {
                metric.fault("name", "'" + Json.cut(name) + "' comes twice");
            }
            @Nullable Double min = metric.number("min", -Double.MAX_VALUE, Double.MAX_VALUE);
            @Nullable Double max = metric.number("max", -Double.MAX_VALUE, Double.MAX_VALUE);
            if (min != null && max != null && min > max) {
                metric.fault("min", min + " is above max " + max);
            }
            metrics.add(
                    new MetricRegistration(
                            name,
                            metric.text("unit", LONGEST_UNIT),
                            min,
                            max,
                            metric.duration("interval")));
            metric.nothingElse();
        }
        return metrics;
    }

    /** The registration as it would be read again. */
    static ObjectNode write(SensorRegistration sensor) {
        ObjectNode json = Json.object();
        json.put("id", sensor.id());
        json.put("type", sensor.type());
        json.put("department", sensor.department());
        json.put("district", sensor.district());
        Json.putLocation(json, sensor.location());
        ArrayNode metrics = json.putArray("metrics");
        sensor.metrics().forEach(metric -> write(metric, metrics.addObject()));
        Json.putIf(json, "gateway", sensor.gateway());
        ObjectNode labels = json.putObject("labels");
        for (Map.Entry<String, String> label : new TreeMap<>(sensor.labels()).entrySet()) {
            labels.put(label.getKey(), label.getValue());
        }
        return json;
    }

    private static void write(MetricRegistration metric, ObjectNode json) {
        json.put("name", metric.name()).put("unit", metric.unit());
        if (metric.min() != null) {
            json.put("min", metric.min());
        }
        if (metric.max() != null) {
            json.put("max", metric.max());
        }
        if (metric.interval() != null) {
            json.put("interval", metric.interval().toString());
        }
    }

    /** RFC 7396: what the patch names is replaced, what it sets to null goes. */
    static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = target.deepCopy();
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            String field = change.getKey();
            if (change.getValue().isNull()) {
                merged.remove(field);
            } else if (change.getValue() instanceof ObjectNode nested) {
                JsonNode before = merged.get(field);
                ObjectNode base = before instanceof ObjectNode object ? object : Json.object();
                merged.set(field, merge(base, nested));
            } else {
                merged.set(field, change.getValue());
            }
        }
        return merged;
    }
}
