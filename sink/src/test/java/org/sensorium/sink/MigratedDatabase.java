package org.sensorium.sink;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sensorium.database.testing.TestDatabase;
import org.sensorium.sink.schema.Schema;

/** A test's own database with the current schema and every role. */
public final class MigratedDatabase implements AutoCloseable {
    private static final String PASSWORD = "only-for-tests";
    private final TestDatabase.Database database = TestDatabase.shared().newDatabase();

    public MigratedDatabase() throws SQLException {
        migrate();
    }

    /** Brings the database to the current schema; once more if it is there already. */
    public void migrate() throws SQLException {
        Map<String, String> passwords =
                Schema.ROLES.stream().collect(Collectors.toMap(Function.identity(), r -> PASSWORD));
        Schema.migrate(database.jdbcUrl(), database.user(), database.password(), passwords);
    }

    /** Where one part of Sensorium signs in, with its own rights and no others. */
    public DatabaseAddress as(String role) {
        return new DatabaseAddress(database.jdbcUrl(), role, PASSWORD);
    }

    /** A sensor of the department {@code city} with one metric; returns its key. */
    public int register(String sensorId, String metric) throws SQLException {
        execute(
                "insert into store.metrics (metric) values ('"
                        + metric
                        + "') on conflict do nothing");
        execute(
                "insert into store.districts (district, name) values ('centre', 'Centre')"
                        + " on conflict do nothing");
        execute(
                "insert into store.sensors (sensor_id, type, department, district) values ('"
                        + sensorId
                        + "', 'air_quality', 'city', 'centre')");
        execute(
                "insert into store.sensor_metrics (sensor_key, metric_key, unit) select sensor_key,"
                        + " metric_key, 'u' from store.sensors, store.metrics where sensor_id = '"
                        + sensorId
                        + "' and metric = '"
                        + metric
                        + "'");
        return Integer.parseInt(
                text("select sensor_key from store.sensors where sensor_id = '" + sensorId + "'"));
    }

    /** The key of a metric that {@link #register} has made. */
    public short metricKey(String metric) throws SQLException {
        return Short.parseShort(
                text("select metric_key from store.metrics where metric = '" + metric + "'"));
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The result as text: columns joined by a bar, rows by a line break. */
    public String text(String sql) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                text.append(text.isEmpty() ? "" : "\n").append(rows.getString(1));
                for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
                    text.append('|').append(rows.getString(i));
                }
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
