package org.sensorium.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sensorium.console.page.MqttPorts;
import org.sensorium.database.testing.TestDatabase;
import org.sensorium.registry.credentials.Bootstrap;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.schema.Schema;

/**
 * A console on a free port with a database of its own, which it enters with the console's rights,
 * and the people who use it: the administrator, an engineer and an operator of the department
 * water, a viewer and an engineer of parks.
 */
@SuppressWarnings("try") // a test may be interrupted while it closes
final class RunningConsole implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    static final String ROLE_PASSWORD = "only-for-tests";
    static final int MQTT_WS_PORT = 18_083;
    static final ObjectMapper JSON = new ObjectMapper();

    final TestDatabase.Database database = TestDatabase.shared().newDatabase();
    final Path home;
    final Console console;
    final HttpClient http = HttpClient.newHttpClient();

    /** One for all, as opening one takes longer than most of what is asked. */
    private final Connection superuser = database.connect();

    private final DescribedAnswers described = new DescribedAnswers();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** An answer. */
    record Answer(int status, JsonNode json, HttpResponse<String> raw) {}

    RunningConsole() throws Exception {
        this(new MqttPorts(1883, 8883, MQTT_WS_PORT));
    }

    /** Tells the page to find a broker there. */
    RunningConsole(MqttPorts mqtt) throws Exception {
        this(mqtt, List.of("sh", "-c", "echo {}"));
    }

    /** With this in the place of the job's classes, which are another module's. */
    RunningConsole(MqttPorts mqtt, List<String> backTest) throws Exception {
        Map<String, String> passwords =
                Schema.ROLES.stream()
                        .collect(Collectors.toMap(Function.identity(), r -> ROLE_PASSWORD));
        Schema.migrate(database.jdbcUrl(), database.user(), database.password(), passwords);
        Bootstrap.run(
                database.jdbcUrl(),
                database.user(),
                database.password(),
                PASSWORD,
                Map.of("_gateway", PASSWORD, "_job", PASSWORD));
        home = Files.createTempDirectory("sensorium-console-");
        console =
                Console.start(
                        new ConsoleSettings(
                                new DatabaseAddress(
                                        database.jdbcUrl(), Schema.CONSOLE, ROLE_PASSWORD),
                                "127.0.0.1",
                                0,
                                mqtt,
                                home,
                                Duration.ofHours(1),
                                Duration.ofMinutes(30),
                                500,
                                backTest),
                        InstantSource.system());
        for (String department : new String[] {"water", "parks"}) {
            put("admin", "/departments/" + department, "{'name': '" + department + "'}");
        }
        user("wei", "engineer", "water");
        user("otto", "operator", "water");
        user("pia", "engineer", "parks");
        user("vera", "viewer", "parks");
        user("paul", "operator", "parks");
    }

    void user(String name, String role, String department) {
        Answer answer =
                put(
                        "admin",
                        "/users/" + name,
                        "{'password': '%s', 'role': '%s', 'departments': ['%s']}"
                                .formatted(PASSWORD, role, department));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.raw().body());
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + console.port() + path);
    }

    String token(String user) {
        return tokens.computeIfAbsent(user, this::signIn);
    }

    /** A session of its own. */
    String signIn(String user) {
        String body = json("{'user': '%s', 'password': '%s'}".formatted(user, PASSWORD));
        Answer answer =
                send(
                        HttpRequest.newBuilder(uri("/api/v1/session"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.raw().body());
        }
        return answer.json().get("token").asText();
    }

    /** Test data reads better with single quotes. */
    static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"');
    }

    HttpRequest.Builder request(String user, String path) {
        return HttpRequest.newBuilder(uri("/api/v1" + path))
                .header("Authorization", "Bearer " + token(user));
    }

    Answer get(String user, String path) {
        return send(request(user, path).GET());
    }

    Answer put(String user, String path, String body) {
        return withBody(user, "PUT", path, body);
    }

    Answer post(String user, String path, String body) {
        return withBody(user, "POST", path, body);
    }

    Answer patch(String user, String path, String body) {
        return withBody(user, "PATCH", path, body);
    }

    Answer delete(String user, String path) {
        return send(request(user, path).DELETE());
    }

    private Answer withBody(String user, String method, String path, String body) {
        return send(
                request(user, path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json(body))));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            described.check(response);
            boolean isJson =
                    response.headers().firstValue("Content-Type").orElse("").contains("json")
                            && !response.body().isEmpty()
                            && response.body().lines().count() <= 1;
            return new Answer(
                    response.statusCode(),
                    isJson ? JSON.readTree(response.body()) : JSON.nullNode(),
                    response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Registers a water level sensor. */
    Answer register(String user, String id, String department) {
        return post(
                user,
                "/sensors",
                ("{'id': '%s', 'type': 'water_level', 'department': '%s', 'district': 'harbour',"
                                + " 'location': {'lat': 22.5, 'lon': 114.1}, 'metrics': [{'name':"
                                + " 'level', 'unit': 'm', 'min': 0, 'max': 10, 'interval':"
                                + " 'PT60S'}]}")
                        .formatted(id, department));
    }

    synchronized void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    synchronized String text(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "nothing";
        }
    }

    /** An alert of the sensor, raised so many minutes after a fixed noon. */
    void alert(String id, String sensorId, String state, int minute) throws SQLException {
        execute(
                ("insert into store.alerts (alert_id, sensor_key, metric_key, detector, severity,"
                                + " state, raised_at, updated_at, message_en, message_zh, rule_id,"
                                + " rule_revision, ordinal) select '%s', sensor_key, metric_key,"
                                + " 'threshold', 'major', '%s', '2026-01-24T12:00:00Z'::timestamptz"
                                + " + %d * interval '1 minute', '2026-01-24T12:00:00Z', 'high',"
                                + " '高', 'water-level-high', 1, 0 from store.sensors join"
                                + " store.sensor_metrics using (sensor_key) where sensor_id ="
                                + " '%s' limit 1")
                        .formatted(id, state, minute, sensorId));
    }

    /** An open incident of these sensors, raised so many minutes after a fixed noon. */
    void incident(String id, String group, int minute, String... sensorIds) throws SQLException {
        execute(
                ("insert into store.incidents (incident_id, kind, group_name, district, severity,"
                                + " state, raised_at, updated_at, message_en, message_zh, ordinal)"
                                + " values ('%s', 'gateway_silent', '%s', 'harbour', 'minor',"
                                + " 'open', '2026-01-24T12:00:00Z'::timestamptz"
                                + " + %d * interval '1 minute', '2026-01-24T12:00:00Z', 'silent',"
                                + " '失联', 0)")
                        .formatted(id, group, minute));
        for (String sensorId : sensorIds) {
            execute(
                    ("insert into store.incident_sensors (incident_id, sensor_key, metric_key,"
                                    + " since) select '%s', sensor_key, metric_key,"
                                    + " '2026-01-24T12:00:00Z' from store.sensors join"
                                    + " store.sensor_metrics using (sensor_key)"
                                    + " where sensor_id = '%s' limit 1")
                            .formatted(id, sensorId));
        }
    }

    @Override
    public void close() throws Exception {
        console.close();
        superuser.close();
        database.close();
    }
}
