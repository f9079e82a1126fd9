package org.sensorium.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sensorium.console.http.Access;

/**
 * One call of the OpenAPI document as it is served.
 *
 * @param contentType of its body; null if it takes none
 */
record DescribedCall(
        String id, String method, String path, Access access, Scope scope, String contentType) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final String LINES = "application/x-ndjson";

    /** Of what one may take a call: the document's {@code x-scope}. */
    enum Scope {
        EVERYTHING,
        SEEN,
        OWNED,
        NAMED_OWNED,
        PARTY,
        HELD,
        OWN_ACCOUNT
    }

    /** All of them, in the document's order. */
    static List<DescribedCall> all(RunningConsole console) throws IOException {
        JsonNode document =
                new ObjectMapper(new YAMLFactory())
                        .readTree(
                                console.send(
                                                HttpRequest.newBuilder(
                                                                console.uri("/api/openapi.yaml"))
                                                        .GET())
                                        .raw()
                                        .body());
        List<DescribedCall> calls = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue().properties().stream()
                                        .filter(call -> METHODS.contains(call.getKey()))
                                        .forEach(
                                                call ->
                                                        calls.add(
                                                                of(
                                                                        path.getKey(),
                                                                        call.getKey(),
                                                                        call.getValue()))));
        return calls;
    }

    private static DescribedCall of(String path, String method, JsonNode call) {
        JsonNode content = call.at("/requestBody/content");
        String type = content.isMissingNode() ? null : content.fieldNames().next();
        return new DescribedCall(
                call.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                Access.valueOf(call.path("x-access").asText()),
                Scope.valueOf(call.path("x-scope").asText()),
                content.has(LINES) ? LINES : type);
    }

    /** Whether it looks only. */
    boolean isReading() {
        return method.equals("GET");
    }

    /** Whether it is about one thing that its path names. */
    boolean isAboutOne() {
        return path.contains("{id}");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
