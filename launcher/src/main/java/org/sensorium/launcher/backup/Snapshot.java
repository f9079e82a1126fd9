package org.sensorium.launcher.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sensorium.database.DumpPrograms;

/**
 * The database at one instant, however much is written meanwhile. Rows are counted in it and it is
 * dumped, so the one proves the other.
 */
final class Snapshot implements AutoCloseable {
    private static final List<String> TABLES =
            List.of(
                    "departments",
                    "users",
                    "rules",
                    "grants",
                    "sensors",
                    "readings",
                    "rollups_1m",
                    "ingest_log",
                    "inboxes",
                    "dead_letters",
                    "reports",
                    "report_alerts",
                    "alerts",
                    "alert_events",
                    "alert_outbox",
                    "incidents",
                    "incident_sensors",
                    "audit_log");

    private final Connection connection;
    private final String name;

    Snapshot(DumpPrograms.Server server) throws SQLException {
        this.connection =
                DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            this.name = value(connection, "select pg_export_snapshot()");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** By which {@code pg_dump} sees the same, as long as this is open. */
    String name() {
        return name;
    }

    Manifest manifest() throws SQLException {
        return new Manifest(
                Manifest.FORMAT,
                value(connection, "select store.rfc3339(now())"),
                extension(connection),
                Integer.parseInt(
                        value(
                                connection,
                                "select max(version::integer) from store.schema_history"
                                        + " where success")),
                counts(connection));
    }

    /** Rows by table; what an older version wrote has not every table. */
    static Map<String, Long> counts(Connection connection) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : TABLES) {
            String is = value(connection, "select to_regclass('store." + table + "') is not null");
            if (is.equals("t")) {
                counts.put(
                        table,
                        Long.parseLong(value(connection, "select count(*) from store." + table)));
            }
        }
        return counts;
    }

    /** TimescaleDB's version in this database. */
    static String extension(Connection connection) throws SQLException {
        return value(
                connection, "select extversion from pg_extension where extname = 'timescaledb'");
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
