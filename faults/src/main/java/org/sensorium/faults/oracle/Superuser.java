package org.sensorium.faults.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sensorium.sink.DatabaseAddress;

/** The database past all proxies and rights. A connection for each question: it may be killed. */
public final class Superuser {
    private final DatabaseAddress address;

    /**
     * @param url past the proxies
     */
    public Superuser(String url, String password) {
        this.address = new DatabaseAddress(url, "postgres", password);
    }

    /** For whoever reads by itself. */
    public DatabaseAddress address() {
        return address;
    }

    /** A connection of one's own. */
    public Connection connect() throws SQLException {
        return address.connect("faults");
    }

    /** Runs a statement that gives nothing back. */
    public void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A single number. */
    public long number(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Its clock. */
    public Instant now() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select now()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** When the newest reading of a sensor was received; empty if it has none. */
    public Optional<Instant> newestReceipt(String sensorId) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select max(received_at) from (select received_at from sensorium.readings"
                                        + " where sensor_id = ? order by time desc limit 20) newest")) {
            query.setString(1, sensorId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        }
    }

    /** The keys behind sensor ids. */
    public Map<Integer, String> sensorKeys(List<String> ids) throws SQLException {
        Map<Integer, String> keys = new HashMap<>();
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select sensor_key, sensor_id from store.sensors where sensor_id = any(?)")) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    keys.put(rows.getInt(1), rows.getString(2));
                }
            }
        }
        return keys;
    }
}
