package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Holds every answer against the OpenAPI document: its status, its type, its body, and that it has
 * no field that the document does not know.
 */
final class DescribedAnswers {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode document;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    DescribedAnswers() {
        try (InputStream text = Console.class.getResourceAsStream("openapi.yaml")) {
            document = (ObjectNode) YAML.readTree(Objects.requireNonNull(text));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        close(document.path("paths"));
        close(document.path("components"));
    }

    /** From here on no object may have more fields than are described. */
    private static void close(JsonNode node) {
        node.forEach(DescribedAnswers::close);
        if (node instanceof ObjectNode parent) {
            for (String child : List.of("items", "schema", "additionalProperties")) {
                closeChild(parent, child);
            }
            if (parent.path("properties") instanceof ObjectNode properties) {
                List<String> names = new ArrayList<>();
                properties.fieldNames().forEachRemaining(names::add);
                names.forEach(name -> closeChild(properties, name));
            }
        }
    }

    private static void closeChild(ObjectNode parent, String name) {
        boolean describesFields =
                parent.path(name).has("properties")
                        || parent.path(name).has("allOf")
                        || parent.path(name).has("$ref");
        if (describesFields) {
            ObjectNode closed = JSON.createObjectNode().put("unevaluatedProperties", false);
            closed.putArray("allOf").add(parent.get(name));
            parent.set(name, closed);
        }
    }

    /** Fails if the answer is not as described. */
    void check(HttpResponse<String> answer) throws IOException {
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        String path = answer.uri().getPath();
        String call = method + " " + path + " " + answer.statusCode();
        JsonNode operation = pathOf(path).path(method);
        if (operation.isMissingNode()) {
            assertThat(answer.statusCode()).as(call).isIn(404, 405);
            return;
        }
        JsonNode responses = operation.path("responses");
        String status = Integer.toString(answer.statusCode());
        JsonNode response =
                resolve(responses.has(status) ? responses.get(status) : responses.path("default"));
        assertThat(response.isObject()).as(call + " is described").isTrue();
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        if (response.path("content").isEmpty()) {
            assertThat(answer.body()).as(call).isEmpty();
            return;
        }
        assertThat(response.path("content").has(type)).as(call + " of type " + type).isTrue();
        if (type.contains("json")) {
            JsonSchema schema = schema(response.path("content").path(type).path("schema"));
            List<String> documents =
                    type.contains("ndjson")
                            ? answer.body().lines().toList()
                            : List.of(answer.body());
            for (String text : documents) {
                assertThat(schema.validate(JSON.readTree(text))).as(call + " " + text).isEmpty();
            }
        }
    }

    private JsonNode pathOf(String path) {
        JsonNode exact = document.path("paths").path(path);
        if (exact.isObject()) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
            String pattern =
                    Pattern.quote(entry.getKey()).replaceAll("\\{[a-z]+}", "\\\\E[^/]+\\\\Q");
            if (path.matches(pattern)) {
                return entry.getValue();
            }
        }
        return document.path("paths").path("none");
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private JsonSchema schema(JsonNode described) {
        return schemas.computeIfAbsent(
                described.toString(),
                text -> {
                    ObjectNode whole = JSON.createObjectNode();
                    whole.set("components", document.path("components"));
                    whole.putArray("allOf").add(described);
                    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(whole);
                });
    }
}
