package org.sensorium.console.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.model.CompositePattern;

/** A composite rule's steps: an array of objects outside, parameters {@code stepn.…} inside. */
final class CompositeSteps {
    private static final List<String> FIELDS =
            List.of("type", "metric", "above", "below", "for", "absent");

    private CompositeSteps() {}

    /** Reads {@code steps} as parameters; what it says that is no step at all is a fault. */
    static Map<String, String> read(Fields rule) {
        Map<String, String> parameters = new HashMap<>();
        List<Fields> steps = rule.objects("steps", CompositePattern.MOST);
        for (int i = 0; i < steps.size(); i++) {
            Fields step = steps.get(i);
            String prefix = prefix(i);
            put(parameters, prefix + "type", step.optionalName("type"));
            put(parameters, prefix + "metric", step.name("metric"));
            for (String bound : List.of("above", "below")) {
                put(
                        parameters,
                        prefix + bound,
                        step.number(bound, -Double.MAX_VALUE, Double.MAX_VALUE));
            }
            @Nullable Duration lasting = step.duration("for");
            put(parameters, prefix + "for", lasting);
            if (step.flag("absent", false)) {
                parameters.put(prefix + "absent", "true");
            }
            step.nothingElse();
        }
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }

    /** Notes as faults what makes no sense together. */
    static void check(Map<String, String> parameters, Map<String, String> steps, Fields rule) {
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(steps);
        CompositePattern.check(
                all,
                (field, detail) ->
                        rule.fault(
                                field.startsWith("steps") ? field : "parameters." + field, detail));
    }

    /** Takes the steps out of a rule's parameters. */
    static ArrayNode takeFrom(Map<String, String> parameters) {
        ArrayNode steps = Json.object().putArray("steps");
        for (int i = 0; parameters.containsKey(prefix(i) + "metric"); i++) {
            ObjectNode step = steps.addObject();
            for (String field : FIELDS) {
                @Nullable String text = parameters.remove(prefix(i) + field);
                if (text == null) {
                    continue;
                }
                switch (field) {
                    case "above", "below" -> step.put(field, Double.parseDouble(text));
                    case "absent" -> step.put(field, Boolean.parseBoolean(text));
                    default -> step.put(field, text);
                }
            }
        }
        return steps;
    }

    private static String prefix(int index) {
        return "step" + (index + 1) + ".";
    }
}
