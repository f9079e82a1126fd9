package org.sensorium.registry.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Location;
import org.sensorium.model.Metric;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.model.Severity;

/** Reads what changed in the registry's tables after a revision, row by row. */
final class RegistryRows {
    private static final int FETCH_ROWS = 5000;
    private static final String SENSORS =
            "select s.sensor_key, s.sensor_id, s.type, s.department, s.district, s.lat, s.lon,"
                    + " s.gateway, s.retired_at is not null, %s,"
                    + " s.revision, m.metric_key, n.metric, m.unit, m.min, m.max, m.interval_millis,"
                    + " s.labels ->> 'feeder'"
                    + " from store.sensors s"
                    + " left join store.sensor_metrics m using (sensor_key)"
                    + " left join store.metrics n using (metric_key)"
                    + " where s.revision > ? order by s.revision";
    private static final String USERS =
            "select user_name, role, departments, disabled, password_hash, revision"
                    + " from store.users where revision > ?";
    private static final String RULES =
            "select rule_id, rule_revision, sensor_type, district, sensor_id, metric, detector,"
                    + " severity, enabled, parameters::text, deleted, revision"
                    + " from store.rules where revision > ?";
    private static final String SECRETS = "s.secret_salt, s.secret_hash";
    private static final String NO_SECRETS = "null::bytea, null::bytea";
    private static final String MAY_READ_ACCOUNTS =
            "select has_table_privilege('store.users', 'select')";
    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    private final Connection connection;
    private final ObjectMapper json = new ObjectMapper();
    private final boolean accounts;

    /** Most sensors measure the same as many others: those have it in common. */
    private final Map<Map<String, Metric>, Map<String, Metric>> metricsOnce = new HashMap<>();

    /** Leaves out accounts and secrets where the database role may not read them: the job's. */
    RegistryRows(Connection connection) throws SQLException {
        this.connection = connection;
        try (PreparedStatement query = connection.prepareStatement(MAY_READ_ACCOUNTS);
                ResultSet row = query.executeQuery()) {
            row.next();
            this.accounts = row.getBoolean(1);
        }
    }

    /** A sensor with its account, where accounts may be read. */
    record SensorRow(Sensor sensor, @Nullable SensorAccount account) {}

    /** A rule, or the id of one that is gone. */
    record RuleRow(String id, @Nullable Rule rule) {}

    void sensorsAfter(long revision, ObjLongConsumer<SensorRow> consumer) throws SQLException {
        String sensors = SENSORS.formatted(accounts ? SECRETS : NO_SECRETS);
        try (PreparedStatement query = connection.prepareStatement(sensors)) {
            query.setLong(1, revision);
            query.setFetchSize(FETCH_ROWS);
            try (ResultSet row = query.executeQuery()) {
                boolean more = row.next();
                while (more) {
                    more = readSensor(row, consumer);
                }
            }
        }
    }

    /** Reads the rows of one sensor, one for each metric; false after the last sensor. */
    private boolean readSensor(ResultSet row, ObjLongConsumer<SensorRow> consumer)
            throws SQLException {
        int key = row.getInt(1);
        String id = row.getString(2);
        String type = row.getString(3).intern();
        String department = row.getString(4).intern();
        String district = row.getString(5).intern();
        double lat = row.getDouble(6);
        double lon = row.getDouble(7);
        @Nullable Location location = row.wasNull() ? null : new Location(lat, lon);
        @Nullable String gateway = once(row.getString(8));
        boolean retired = row.getBoolean(9);
        @Nullable String feeder = once(row.getString(19));
        @Nullable SensorAccount account =
                accounts
                        ? new SensorAccount(id, !retired, row.getBytes(10), row.getBytes(11))
                        : null;
        long revision = row.getLong(12);
        Map<String, Metric> metrics = new HashMap<>();
        boolean more = true;
        while (more && row.getInt(1) == key) {
            @Nullable Metric metric = metric(row);
            if (metric != null) {
                metrics.put(metric.name(), metric);
            }
            more = row.next();
        }
        Sensor sensor =
                new Sensor(
                        key,
                        id,
                        type,
                        department,
                        district,
                        location,
                        gateway,
                        feeder == null || feeder.isBlank() ? null : feeder,
                        metricsOnce(metrics),
                        retired);
        consumer.accept(new SensorRow(sensor, account), revision);
        return more;
    }

    /** One object for all sensors of which the registry says the same. */
    private static @Nullable String once(@Nullable String name) {
        return name == null ? null : name.intern();
    }

    private Map<String, Metric> metricsOnce(Map<String, Metric> metrics) {
        Map<String, Metric> all = Map.copyOf(metrics);
        @Nullable Map<String, Metric> before = metricsOnce.putIfAbsent(all, all);
        return before == null ? all : before;
    }

    private static @Nullable Metric metric(ResultSet row) throws SQLException {
        short key = row.getShort(13);
        if (row.wasNull()) {
            return null;
        }
        double min = row.getDouble(16);
        double lowest = row.wasNull() ? Double.NEGATIVE_INFINITY : min;
        double max = row.getDouble(17);
        double highest = row.wasNull() ? Double.POSITIVE_INFINITY : max;
        long millis = row.getLong(18);
        @Nullable Duration interval = row.wasNull() ? null : Duration.ofMillis(millis);
        String name = row.getString(14).intern();
        String unit = row.getString(15).intern();
        return new Metric(key, name, unit, lowest, highest, interval);
    }

    void usersAfter(long revision, ObjLongConsumer<UserAccount> consumer) throws SQLException {
        if (!accounts) {
            return;
        }
        try (PreparedStatement query = connection.prepareStatement(USERS)) {
            query.setLong(1, revision);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Array departments = row.getArray(3);
                    UserAccount user =
                            new UserAccount(
                                    row.getString(1),
                                    Role.ofCode(row.getString(2)),
                                    List.of((String[]) departments.getArray()),
                                    !row.getBoolean(4),
                                    row.getString(5));
                    consumer.accept(user, row.getLong(6));
                }
            }
        }
    }

    void rulesAfter(long revision, ObjLongConsumer<RuleRow> consumer) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RULES)) {
            query.setLong(1, revision);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String id = row.getString(1);
                    @Nullable Rule rule = row.getBoolean(11) ? null : rule(row);
                    consumer.accept(new RuleRow(id, rule), row.getLong(12));
                }
            }
        }
    }

    private Rule rule(ResultSet row) throws SQLException {
        try {
            return new Rule(
                    row.getString(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    DetectorKind.ofCode(row.getString(7)),
                    Severity.ofCode(row.getString(8)),
                    row.getBoolean(9),
                    json.readValue(row.getString(10), PARAMETERS));
        } catch (JsonProcessingException e) {
            throw new SQLException("parameters of rule '" + row.getString(1) + "'", e);
        }
    }

    /** The names of all metrics. */
    void metricNames(Consumer<Map<Short, String>> consumer) throws SQLException {
        Map<Short, String> names = new HashMap<>();
        try (PreparedStatement query =
                        connection.prepareStatement(
                                "select metric_key, metric from store.metrics");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.put(row.getShort(1), row.getString(2));
            }
        }
        consumer.accept(names);
    }
}
