package org.sensorium.sink.ingestlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.Micros;

/**
 * Reads the log, from any sequence, as often as one likes. Has a connection of its own, on which
 * each commit wakes it. For one thread.
 */
public final class IngestLog implements AutoCloseable {
    private static final String READ =
            "select seq, received_at, reading_count, block from store.ingest_log"
                    + " where inbox = ? and seq > ? order by seq limit ?";

    private final Connection connection;
    private final PGConnection notifications;

    private IngestLog(Connection connection) throws SQLException {
        this.connection = connection;
        this.notifications = connection.unwrap(PGConnection.class);
    }

    /** Connects and starts to listen. */
    public static IngestLog open(DatabaseAddress address, String applicationName)
            throws SQLException {
        Connection connection = address.connect(applicationName);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen ingest_log");
            return new IngestLog(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Every inbox that was ever claimed, in alphabetical order. */
    public List<String> inboxes() throws SQLException {
        List<String> inboxes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select inbox from store.inboxes order by inbox")) {
            while (rows.next()) {
                inboxes.add(rows.getString(1));
            }
        }
        return inboxes;
    }

    /** The next entries in order of their sequence; gaps are normal (rolled-back commits). */
    public List<LogEntry> read(String inbox, long afterSequence, int maxEntries)
            throws SQLException {
        List<LogEntry> entries = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(READ)) {
            query.setString(1, inbox);
            query.setLong(2, afterSequence);
            query.setInt(3, maxEntries);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    entries.add(
                            new LogEntry(
                                    inbox,
                                    rows.getLong(1),
                                    Micros.of(rows.getObject(2, OffsetDateTime.class).toInstant()),
                                    rows.getInt(3),
                                    rows.getBytes(4)));
                }
            }
        }
        return entries;
    }

    /** The oldest entry that retention has left; 0 if there is none. */
    public long earliestSequence(String inbox) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select coalesce(min(seq), 0) from store.ingest_log where inbox = ?")) {
            query.setString(1, inbox);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Returns when something was committed, or when the time is over. */
    public void await(Duration atMost) throws SQLException {
        notifications.getNotifications((int) Math.max(1, atMost.toMillis()));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
