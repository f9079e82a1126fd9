package org.sensorium.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sensorium.database.testing.TestDatabase;
import org.sensorium.registry.credentials.Bootstrap;
import org.sensorium.registry.credentials.SensorSecret;
import org.sensorium.registry.credentials.UserPassword;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.schema.Schema;

/** A whole gateway with its own broker and database, for tests. */
final class TestGateway implements AutoCloseable {
    static final String GATEWAY_PASSWORD = "gateway-secret";
    static final String JOB_PASSWORD = "job-secret";
    static final String ADMIN_PASSWORD = "admin-secret";

    final TestDatabase.Database database = TestDatabase.shared().newDatabase();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Exception> fatal = new CopyOnWriteArrayList<>();
    final int port = freePort();
    private final Connection superuser;
    private final GatewaySettings settings;
    private Stages stages;

    TestGateway(Path home) throws Exception {
        this(home, null);
    }

    /** With a retention, readings can be too old. */
    TestGateway(Path home, Duration retention) throws Exception {
        migrate(List.of());
        superuser = database.connect();
        Bootstrap.run(
                database.jdbcUrl(),
                database.user(),
                database.password(),
                ADMIN_PASSWORD,
                Map.of("_gateway", GATEWAY_PASSWORD, "_job", JOB_PASSWORD));
        settings =
                new GatewaySettings(
                        home,
                        new DatabaseAddress(database.jdbcUrl(), Schema.INGEST, "test"),
                        List.of(),
                        null,
                        "_gateway",
                        GATEWAY_PASSWORD,
                        "127.0.0.1",
                        port,
                        freePort(),
                        freePort(),
                        null,
                        null,
                        true,
                        5_000_000,
                        retention,
                        null,
                        Duration.ofDays(7));
        start();
    }

    /** Brings the schema up to date, as {@code up} does, with more migrations behind ours. */
    void migrate(List<String> locations) throws SQLException {
        Map<String, String> passwords =
                Schema.ROLES.stream().collect(Collectors.toMap(Function.identity(), r -> "test"));
        Schema.migrate(
                database.jdbcUrl(), database.user(), database.password(), passwords, locations);
    }

    void start() throws Exception {
        stages = Stages.start(settings, meters, fatal::add);
    }

    int tlsPort() {
        return settings.mqttTlsPort();
    }

    void stop() {
        stages.close();
    }

    boolean isReady() {
        return stages.checks().stream().allMatch(check -> check.problem().get() == null);
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Registers an air-quality sensor with pm25 from 0 to 1000; returns its secret. */
    String register(String id, String gateway) throws SQLException {
        SensorSecret secret = SensorSecret.generate();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    "insert into store.districts (district, name) values ('centre', 'Centre')"
                            + " on conflict do nothing");
            execute(
                    connection,
                    "insert into store.metrics (metric) values ('pm25') on conflict do nothing");
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "insert into store.sensors (sensor_id, type, department, district,"
                                    + " gateway, secret_salt, secret_hash)"
                                    + " values (?, 'air_quality', 'city', 'centre', ?, ?, ?)")) {
                insert.setString(1, id);
                insert.setString(2, gateway);
                insert.setBytes(3, secret.salt());
                insert.setBytes(4, secret.hash());
                insert.executeUpdate();
            }
            execute(
                    connection,
                    "insert into store.sensor_metrics (sensor_key, metric_key, unit, min, max)"
                            + " select sensor_key, metric_key, 'ug/m3', 0, 1000 from store.sensors,"
                            + " store.metrics where sensor_id = '"
                            + id
                            + "'");
            connection.commit();
        }
        return secret.text();
    }

    /** Gives every sensor that is registered by now a metric without bounds. */
    void addMetric(String metric) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    "insert into store.metrics (metric) values ('"
                            + metric
                            + "') on conflict do nothing");
            execute(
                    connection,
                    "insert into store.sensor_metrics (sensor_key, metric_key, unit)"
                            + " select sensor_key, metric_key, '1' from store.sensors,"
                            + " store.metrics where metric = '"
                            + metric
                            + "'");
            execute(connection, "update store.sensors set type = type");
            connection.commit();
        }
    }

    /** Adds an operator of the department water. */
    void operator(String name, String password) throws SQLException {
        execute(
                ("insert into store.users (user_name, password_hash, role, departments)"
                                + " values ('%s', '%s', 'operator', '{water}')")
                        .formatted(name, UserPassword.hash(password)));
    }

    synchronized void execute(String sql) throws SQLException {
        execute(superuser, sql);
    }

    /** The first column of the first row. */
    synchronized String text(String sql) {
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            String text = row.next() ? row.getString(1) : null;
            return text == null ? "" : text;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        stop();
        superuser.close();
        database.close();
    }
}
