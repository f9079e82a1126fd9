package org.sensorium.stream.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;

/** A rule as {@code PUT /api/v1/rules/{id}} takes it, with its id. */
final class RuleJson {
    private RuleJson() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    static Rule read(JsonNode json) {
        Map<String, String> parameters = new HashMap<>();
        json.path("parameters")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        int step = 0;
        for (JsonNode each : json.path("steps")) {
            String prefix = "step" + ++step + ".";
            each.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(
                            field ->
                                    parameters.put(
                                            prefix + field.getKey(), field.getValue().asText()));
        }
        return new Rule(
                text(json, "id", "proposed"),
                json.path("revision").asInt(0),
                optional(json, "sensorType"),
                optional(json, "district"),
                optional(json, "sensorId"),
                optional(json, "metric"),
                DetectorKind.ofCode(text(json, "detector", "")),
                Severity.ofCode(text(json, "severity", Severity.WARNING.code())),
                json.path("enabled").asBoolean(true),
                parameters);
    }

    private static String text(JsonNode json, String name, String otherwise) {
        @Nullable String text = optional(json, name);
        return text == null ? otherwise : text;
    }

    private static @Nullable String optional(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }
}
