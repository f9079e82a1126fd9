package org.sensorium.simulator.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.settings.Surroundings;

/**
 * The console's REST interface, as far as registration needs it. Signs in when it must, again when
 * its session ran out. Not thread-safe.
 */
public final class Console {
    private static final int MOST_SHOWN = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String baseUrl;
    private final String user;
    private final String password;
    private final Duration patience;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private @Nullable String token;

    /**
     * Does not connect yet.
     *
     * @param baseUrl such as {@code http://localhost:8080}
     * @param user account that may register sensors
     * @param password its password
     * @param patience how long one request may take to begin to answer
     */
    public Console(String baseUrl, String user, String password, Duration patience) {
        this.baseUrl = baseUrl;
        this.user = user;
        this.password = password;
        this.patience = patience;
        // HTTP/1.1: an upgrade offer would buy nothing on a handful of requests.
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
    }

    /** The console of the running system, signed in as its administrator. */
    public static Console of(Surroundings surroundings) {
        return new Console(
                surroundings.httpUrl(),
                surroundings.adminUser(),
                surroundings.adminPassword(),
                PATIENCE);
    }

    /** Creates a department if there is none of that id; leaves one that is there as it is. */
    public void ensureDepartment(String id, String name) throws InterruptedException {
        HttpResponse<String> found =
                exchange(
                        () -> request("/departments/" + id).GET().build(), BodyHandlers.ofString());
        if (found.statusCode() / 100 == 2) {
            return;
        }
        ObjectNode body = json.createObjectNode().put("name", name);
        HttpResponse<String> response =
                exchange(
                        () ->
                                request("/departments/" + id)
                                        .header("Content-Type", "application/json")
                                        .PUT(BodyPublishers.ofString(body.toString()))
                                        .build(),
                        BodyHandlers.ofString());
        expectSuccess(response.statusCode(), response.body(), "department '" + id + "'");
    }

    /**
     * Registers sensors by one bulk request; sensors that exist already get new credentials.
     *
     * @param rows some thousand at most
     * @param firstRow number of the first row, for the results
     * @param results is given each row's result as it comes
     */
    public void register(List<SensorRegistration> rows, long firstRow, Consumer<RowResult> results)
            throws InterruptedException {
        StringBuilder body = new StringBuilder();
        rows.forEach(row -> body.append(toJson(row)).append('\n'));
        bulk(
                "/sensors/bulk?credentials=rotate",
                "application/x-ndjson",
                body.toString(),
                firstRow,
                results);
    }

    /**
     * Registers sensors from CSV text by one bulk request.
     *
     * @param csv header line and rows, some thousand at most
     * @param firstRow number of the first row, for the results
     * @param rotate whether sensors that exist already get new credentials
     * @param results is given each row's result as it comes
     */
    public void registerCsv(String csv, long firstRow, boolean rotate, Consumer<RowResult> results)
            throws InterruptedException {
        String query = rotate ? "?credentials=rotate" : "";
        bulk("/sensors/bulk" + query, "text/csv", csv, firstRow, results);
    }

    /** Gives a registered sensor those metrics of the registration that it lacks. */
    void addMissingMetrics(SensorRegistration sensor) throws InterruptedException {
        String path = "/sensors/" + sensor.id();
        HttpResponse<String> found =
                exchange(() -> request(path).GET().build(), BodyHandlers.ofString());
        expectSuccess(found.statusCode(), found.body(), "look-up of sensor '" + sensor.id() + "'");
        ArrayNode metrics;
        try {
            metrics = json.readTree(found.body()).withArray("metrics");
        } catch (JsonProcessingException e) {
            throw new ConsoleProblem(
                    "the console at " + baseUrl + " answered a look-up with no JSON", e);
        }
        Set<String> names = new HashSet<>();
        metrics.forEach(metric -> names.add(metric.path("name").asText()));
        int before = metrics.size();
        sensor.metrics().stream()
                .filter(metric -> !names.contains(metric.name()))
                .forEach(metric -> put(metric, metrics.addObject()));
        if (metrics.size() == before) {
            return;
        }
        String patch = json.createObjectNode().set("metrics", metrics).toString();
        HttpResponse<String> changed =
                exchange(
                        () ->
                                request(path)
                                        .header("Content-Type", "application/merge-patch+json")
                                        .method("PATCH", BodyPublishers.ofString(patch))
                                        .build(),
                        BodyHandlers.ofString());
        expectSuccess(
                changed.statusCode(),
                changed.body(),
                "new metrics of sensor '" + sensor.id() + "'");
    }

    private void bulk(
            String path,
            String contentType,
            String body,
            long firstRow,
            Consumer<RowResult> results)
            throws InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpResponse<Stream<String>> response =
                exchange(
                        () ->
                                request(path)
                                        .header("Content-Type", contentType + "; charset=utf-8")
                                        .header("Accept", "application/x-ndjson")
                                        .POST(BodyPublishers.ofByteArray(bytes))
                                        .build(),
                        BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() / 100 != 2) {
                String text = String.join("\n", lines.limit(50).toList());
                throw problem(response.statusCode(), text, "bulk registration");
            }
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String line = each.next();
                if (!line.isBlank()) {
                    results.accept(parse(line, firstRow));
                }
            }
        } catch (java.io.UncheckedIOException e) {
            throw new ConsoleProblem(
                    "the console at "
                            + baseUrl
                            + " broke off in the middle of a bulk registration: "
                            + e.getMessage(),
                    e);
        }
    }

    private RowResult parse(String line, long firstRow) {
        try {
            JsonNode node = json.readTree(line);
            JsonNode credentials = node.path("credentials");
            return new RowResult(
                    node.path("row").asLong() + firstRow - 1,
                    node.path("id").asText(""),
                    node.path("status").asText("rejected"),
                    credentials.path("user").asText(null),
                    credentials.path("password").asText(null),
                    node.has("problem") ? describe(node.get("problem")) : null);
        } catch (JsonProcessingException e) {
            throw new ConsoleProblem(
                    "the console at "
                            + baseUrl
                            + " answered a row with '"
                            + cut(line, 80)
                            + "', which is no JSON object; is that address really the console's?",
                    e);
        }
    }

    private ObjectNode toJson(SensorRegistration sensor) {
        ObjectNode node =
                json.createObjectNode()
                        .put("id", sensor.id())
                        .put("type", sensor.type())
                        .put("department", sensor.department())
                        .put("district", sensor.district());
        if (sensor.lat() != null && sensor.lon() != null) {
            node.putObject("location").put("lat", sensor.lat()).put("lon", sensor.lon());
        }
        ArrayNode metrics = node.putArray("metrics");
        sensor.metrics().forEach(metric -> put(metric, metrics.addObject()));
        return node;
    }

    private static void put(SensorRegistration.MetricRegistration metric, ObjectNode node) {
        node.put("name", metric.name()).put("unit", metric.unit());
        if (metric.min() != null) {
            node.put("min", metric.min());
        }
        if (metric.max() != null) {
            node.put("max", metric.max());
        }
        if (metric.interval() != null) {
            node.put("interval", metric.interval().toString());
        }
    }

    /**
     * Sends with the session's token; signs in first if there is none, and once more if it is not
     * accepted.
     */
    private <T> HttpResponse<T> exchange(RequestSource request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        if (token == null) {
            signIn();
        }
        HttpResponse<T> response = send(request.get(), handler);
        if (response.statusCode() == 401) {
            signIn();
            response = send(request.get(), handler);
        }
        return response;
    }

    private void signIn() throws InterruptedException {
        ObjectNode body = json.createObjectNode().put("user", user).put("password", password);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1/session"))
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        expectSuccess(response.statusCode(), response.body(), "sign-in of '" + user + "'");
        try {
            token = json.readTree(response.body()).path("token").asText(null);
        } catch (JsonProcessingException e) {
            throw new ConsoleProblem(
                    "the console at " + baseUrl + " answered the sign-in with no JSON", e);
        }
        if (token == null) {
            throw new ConsoleProblem(
                    "the console's answer to the sign-in has no \"token\"", response.statusCode());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1" + path))
                .timeout(patience)
                .header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new ConsoleProblem(
                    "the console at "
                            + baseUrl
                            + " does not answer ("
                            + (e.getMessage() == null
                                    ? e.getClass().getSimpleName()
                                    : e.getMessage())
                            + "); is the system up? 'sensorium status' tells",
                    e);
        }
    }

    private void expectSuccess(int status, String body, String what) {
        if (status / 100 != 2) {
            throw problem(status, body, what);
        }
    }

    private ConsoleProblem problem(int status, String body, String what) {
        String words;
        try {
            words = describe(json.readTree(body));
        } catch (JsonProcessingException e) {
            words = cut(body, 80);
        }
        return new ConsoleProblem(
                "the console refused the " + what + " with HTTP " + status + ": " + words, status);
    }

    private static String describe(JsonNode problem) {
        String detail = problem.path("detail").asText("");
        String title = problem.path("title").asText("");
        return cut(
                detail.isEmpty() ? (title.isEmpty() ? problem.toString() : title) : detail,
                MOST_SHOWN);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    @FunctionalInterface
    private interface RequestSource {
        HttpRequest get();
    }
}
