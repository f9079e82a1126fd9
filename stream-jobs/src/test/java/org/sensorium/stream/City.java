package org.sensorium.stream;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sensorium.database.testing.TestDatabase;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.ConnectionPool;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.ingestlog.Inbox;
import org.sensorium.sink.schema.Schema;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.publish.MqttAddress;

/** A migrated database with a gateway's inbox, and the job's settings for it. */
final class City implements AutoCloseable {
    static final short PM25 = 1;

    private final TestDatabase.Database database;
    private final HikariDataSource pool;
    private final Inbox inbox;

    City() throws SQLException {
        database = TestDatabase.shared().newDatabase();
        Map<String, String> passwords =
                Schema.ROLES.stream().collect(Collectors.toMap(Function.identity(), r -> "test"));
        Schema.migrate(database.jdbcUrl(), database.user(), database.password(), passwords);
        execute(
                "insert into store.departments (department, name) values ('env', 'Environment')",
                "insert into store.districts (district, name) values ('north', 'North')",
                "insert into store.metrics (metric) values ('pm25')");
        pool = ConnectionPool.open(as(Schema.INGEST), "test-gateway", 2);
        inbox = Inbox.claim(pool, "main");
    }

    DatabaseAddress as(String role) {
        return new DatabaseAddress(database.jdbcUrl(), role, "test");
    }

    Settings settings(Path home) {
        return new Settings(
                home,
                as(Schema.JOB),
                new MqttAddress("tcp://127.0.0.1:1", "_job", "nobody listens there"),
                0,
                2,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(2),
                Flapping.USUAL);
    }

    /** Registers an air quality sensor; returns its key. */
    int register(String sensorId) throws SQLException {
        execute(
                "insert into store.sensors (sensor_id, type, department, district) values ('"
                        + sensorId
                        + "', 'air_quality', 'env', 'north')");
        int key =
                (int)
                        count(
                                "select sensor_key from store.sensors where sensor_id = '%s'",
                                sensorId);
        execute(
                "insert into store.sensor_metrics (sensor_key, metric_key, unit) values ("
                        + key
                        + ", 1, 'ug/m3')",
                // The registry follows revisions of sensors, as REST bumps them.
                "update store.sensors set labels = '{}' where sensor_key = " + key);
        return key;
    }

    /** Registers so many behind a gateway device, numbered from 1; returns their keys. */
    List<Integer> registerBehind(String gateway, int count) throws SQLException {
        execute(
                "insert into store.sensors (sensor_id, type, department, district, gateway) select '"
                        + gateway
                        + "-' || n, 'air_quality', 'env', 'north', '"
                        + gateway
                        + "' from generate_series(1, "
                        + count
                        + ") n",
                "insert into store.sensor_metrics (sensor_key, metric_key, unit)"
                        + " select sensor_key, 1, 'ug/m3' from store.sensors where gateway = '"
                        + gateway
                        + "'",
                "update store.sensors set labels = '{}' where gateway = '" + gateway + "'");
        return rows(
                        "select sensor_key from store.sensors where gateway = '"
                                + gateway
                                + "' order by sensor_key")
                .stream()
                .map(Integer::valueOf)
                .toList();
    }

    /** Registers a sensor of that type and one metric; returns its key. */
    int register(String sensorId, String type, String metric) throws SQLException {
        int key = register(sensorId);
        execute(
                "insert into store.metrics (metric) values ('"
                        + metric
                        + "') on conflict (metric) do nothing");
        execute(
                "update store.sensor_metrics set metric_key = "
                        + metricKey(metric)
                        + " where sensor_key = "
                        + key,
                "update store.sensors set type = '" + type + "' where sensor_key = " + key);
        return key;
    }

    short metricKey(String metric) {
        return (short) count("select metric_key from store.metrics where metric = '%s'", metric);
    }

    void commit(ReadingBatch batch, long clockMicros) throws SQLException {
        inbox.commit(batch, List.of(), clockMicros);
    }

    void heartbeat(long clockMicros) throws SQLException {
        commit(new ReadingBatch(), clockMicros);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The one number that a query gives. */
    long count(String query, Object... arguments) {
        return Long.parseLong(rows(String.format(query, arguments)).get(0));
    }

    /** Every row as text, its columns joined by commas. */
    List<String> rows(String query) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join(",", cells));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        pool.close();
        database.close();
    }
}
