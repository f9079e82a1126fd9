package org.sensorium.console.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;

/** A rule as JSON. */
public final class RuleForm {
    private static final Set<String> DETECTORS =
            Arrays.stream(DetectorKind.values())
                    .map(DetectorKind::code)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
    private static final Set<String> SEVERITIES =
            Arrays.stream(Severity.values())
                    .map(Severity::code)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
    private static final int MOST_PARAMETERS = 20;
    private static final int LONGEST_PARAMETER = 64;

    private RuleForm() {}

    /**
     * Reads it, or throws all that is wrong with it.
     *
     * @param id that of the address
     */
    public static Rule read(String id, ObjectNode json) {
        Faults faults = new Faults();
        Fields fields = new Fields(json, faults);
        if (fields.has("id") && !fields.id("id").equals(id)) {
            fields.fault("id", "is not the id of the address, '" + id + "'");
        }
        int revision = fields.whole("revision", 0, 0, Integer.MAX_VALUE);
        @Nullable String type = fields.optionalName("sensorType");
        @Nullable String district = fields.optionalName("district");
        @Nullable String sensorId = fields.optionalId("sensorId");
        @Nullable String metric = fields.optionalName("metric");
        String detector = fields.word("detector", DETECTORS);
        String severity = fields.word("severity", SEVERITIES);
        boolean enabled = fields.flag("enabled", true);
        Map<String, String> parameters =
                fields.texts("parameters", MOST_PARAMETERS, LONGEST_PARAMETER);
        boolean composite = detector.equals(DetectorKind.COMPOSITE.code());
        Map<String, String> steps = composite ? CompositeSteps.read(fields) : Map.of();
        fields.nothingElse();
        if (DETECTORS.contains(detector)) {
            DetectorParameters.check(
                    DetectorKind.ofCode(detector),
                    parameters,
                    (name, detail) -> fields.fault("parameters." + name, detail));
        }
        if (composite) {
            for (String scope : List.of("sensorType", "sensorId", "metric")) {
                if (fields.has(scope)) {
                    fields.fault(
                            scope, "is not for a composite rule: its steps say whom it is about");
                }
            }
            faults.refuse();
            CompositeSteps.check(parameters, steps, fields);
        }
        faults.refuse();
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(steps);
        return new Rule(
                id,
                revision,
                type,
                district,
                sensorId,
                metric,
                DetectorKind.ofCode(detector),
                Severity.ofCode(severity),
                enabled,
                all);
    }

    /** The rule as callers see it, and may put it again. */
    public static ObjectNode write(Rule rule) {
        ObjectNode json = Json.object();
        json.put("id", rule.id());
        json.put("revision", rule.revision());
        json.put("sensorType", rule.sensorType());
        json.put("district", rule.district());
        json.put("sensorId", rule.sensorId());
        json.put("metric", rule.metric());
        json.put("detector", rule.detector().code());
        json.put("severity", rule.severity().code());
        json.put("enabled", rule.enabled());
        ObjectNode parameters = json.putObject("parameters");
        Map<String, String> plain = new TreeMap<>(rule.parameters());
        if (rule.detector() == DetectorKind.COMPOSITE) {
            json.set("steps", CompositeSteps.takeFrom(plain));
        }
        plain.forEach(parameters::put);
        return json;
    }
}
