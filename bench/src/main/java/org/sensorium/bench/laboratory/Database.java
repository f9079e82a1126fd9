package org.sensorium.bench.laboratory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.SqlFailure;

/** The database as its superuser sees it. */
public final class Database {
    /** What the parts write for one reading, by size on disk. */
    private static final String DISK =
            "select hypertable_size('store.readings'), hypertable_size('store.ingest_log'),"
                    + " hypertable_size('store.rollups_1m')";

    private static final int MOST_ATTEMPTS = 5;

    private final DatabaseAddress address;

    /** Does not connect yet. */
    public Database(DatabaseAddress address) {
        this.address = address;
    }

    /** For whoever connects by itself. */
    public DatabaseAddress address() {
        return address;
    }

    /** A connection of one's own. */
    public Connection connect() throws SQLException {
        return address.connect("bench");
    }

    /** Readings that are stored. */
    public long readings() throws SQLException {
        return number("select count(*) from store.readings");
    }

    /** Bytes of write-ahead log ever written. */
    public long walBytes() throws SQLException {
        return number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
    }

    /** The newest entry of the ingest log. */
    public long lastSequence() throws SQLException {
        return number("select coalesce(max(last_seq), 0) from store.inboxes");
    }

    /** Sizes on disk, indexes and all. */
    public Disk disk() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DISK)) {
            row.next();
            return new Disk(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    /**
     * @param readings bytes of the readings
     * @param log bytes of the ingest log
     * @param rollUps bytes of the minutes
     */
    public record Disk(long readings, long log, long rollUps) {}

    /**
     * Forgets every reading, so that what follows begins on the same disk as what was before. The
     * job may be writing minutes in another order of the tables: then once more.
     */
    public void forgetReadings() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("truncate store.readings, store.rollups_1m, store.ingest_log");
                statement.execute("checkpoint");
                return;
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS || !SqlFailure.isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
