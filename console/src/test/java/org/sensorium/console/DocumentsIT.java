package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sensorium.console.RunningConsole.Answer;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.RejectionReason;
import org.sensorium.model.Severity;

/** The OpenAPI and AsyncAPI documents, as they are served, say what the code does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsIT {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @AutoClose private RunningConsole it;
    private JsonNode openApi;
    private JsonNode asyncApi;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
        openApi = served("openapi");
        asyncApi = served("asyncapi");
    }

    private JsonNode served(String name) throws IOException {
        return YAML.readTree(
                it.send(HttpRequest.newBuilder(it.uri("/api/" + name + ".yaml")).GET())
                        .raw()
                        .body());
    }

    @Test
    void everyRouteIsDescribedWithWhoMayTakeItAndNothingElseIs() throws IOException {
        Set<String> described =
                DescribedCall.all(it).stream()
                        .map(
                                call ->
                                        words(
                                                call.method().toLowerCase(Locale.ROOT),
                                                call.path(),
                                                call.access().name()))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> routes =
                it.console.routes().stream()
                        .map(
                                route ->
                                        words(
                                                route.method().name().toLowerCase(Locale.ROOT),
                                                route.path(),
                                                route.access().name()))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(routes);
    }

    private static String words(String method, String path, String access) {
        return method + " " + path + " " + access;
    }

    @Test
    void everyDescribedParameterIsKnownToItsCall() {
        openApi.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .path("get")
                                        .path("parameters")
                                        .forEach(
                                                parameter ->
                                                        isKnown(
                                                                path.getKey(),
                                                                parameter.path("name").asText())));
    }

    private void isKnown(String path, String parameter) {
        String call = path.replace("/api/v1", "").replace("{id}", "nobody");
        Answer answer = it.get("admin", call + "?" + parameter + "=");
        Answer unknown = it.get("admin", call + "?frobnicate=");

        assertThat(unknown.json().path("detail").asText()).as(call).contains("frobnicate");
        assertThat(answer.json().path("detail").asText())
                .as(call + " " + parameter)
                .isNotEqualTo(
                        unknown.json().path("detail").asText().replace("frobnicate", parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi", "asyncapi"})
    void everyReferenceLeadsSomewhere(String name) {
        JsonNode document = name.equals("openapi") ? openApi : asyncApi;

        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(document.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    @Test
    void closedListsOfWordsAreTheModels() {
        JsonNode alert = openApi.at("/components/schemas/Alert/properties");
        JsonNode channel = asyncApi.at("/channels/alerts/parameters");
        JsonNode messages = asyncApi.at("/components/messages");

        assertThat(listed(alert.path("detector")))
                .isEqualTo(listed(channel.path("detector")))
                .isEqualTo(codes(DetectorKind.values(), DetectorKind::code));
        assertThat(listed(alert.path("severity")))
                .isEqualTo(listed(channel.path("severity")))
                .isEqualTo(codes(Severity.values(), Severity::code));
        JsonNode incidents = asyncApi.at("/channels/incidents/parameters");
        JsonNode incident = openApi.at("/components/schemas/Incident/properties");
        assertThat(listed(incidents.path("kind")))
                .isEqualTo(listed(incident.path("kind")))
                .isEqualTo(codes(IncidentKind.values(), IncidentKind::code));
        assertThat(listed(incidents.path("severity")))
                .isEqualTo(listed(incident.path("severity")))
                .isEqualTo(codes(Severity.values(), Severity::code));
        assertThat(listed(openApi.at("/components/schemas/DeadLetter/properties/reason")))
                .isEqualTo(listed(messages.at("/Rejection/payload/properties/reason")))
                .isEqualTo(codes(RejectionReason.values(), RejectionReason::code));
        assertThat(codes(AlertEventKind.values(), AlertEventKind::code))
                .containsAll(listed(messages.at("/AlertEvent/payload/properties/event")));
    }

    private static Set<String> listed(JsonNode schema) {
        return StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static <T> Set<String> codes(T[] values, Function<T, String> code) {
        return Arrays.stream(values).map(code).collect(Collectors.toSet());
    }
}
