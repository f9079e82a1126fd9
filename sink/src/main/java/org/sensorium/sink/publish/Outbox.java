package org.sensorium.sink.publish;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.sensorium.sink.DatabaseAddress;

/**
 * The events of alerts and incidents that are still to be published, oldest first. Has a connection
 * of its own, on which new events wake it and whose end gives the lead back. For one thread.
 */
public final class Outbox implements AutoCloseable {
    private static final long LEADER = 0x5365_6e73_0001L;
    private static final String NEXT =
            "select o.outbox_id, o.event, o.snapshot::text, o.caused_at,"
                    + " coalesce(o.alert_id, o.incident_id), o.incident_id is not null,"
                    + " concat_ws('/', coalesce(s.district, o.snapshot ->> 'district'),"
                    + " o.snapshot ->> 'severity', coalesce(a.detector, o.snapshot ->> 'kind'),"
                    + " coalesce(s.sensor_id, o.incident_id)), store.audience(a.sensor_key)"
                    + " from store.alert_outbox o"
                    + " left join store.alerts a using (alert_id)"
                    + " left join store.sensors s using (sensor_key)"
                    + " order by o.outbox_id limit ?";
    private static final String TOLD_OF_INCIDENT =
            "select a.department, (o.snapshot || jsonb_build_object('sensorCount', a.sensor_count,"
                    + " 'sensors', a.sensors))::text"
                    + " from store.alert_outbox o, store.incident_audience(o.sensor_keys) a"
                    + " where o.outbox_id = ?";

    private final Connection connection;
    private final PGConnection notifications;
    private boolean leads;

    private Outbox(Connection connection) throws SQLException {
        this.connection = connection;
        this.notifications = connection.unwrap(PGConnection.class);
    }

    /** Connects and starts to listen. */
    public static Outbox open(DatabaseAddress address, String applicationName) throws SQLException {
        Connection connection = address.connect(applicationName);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen alert_outbox");
            return new Outbox(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether this is the one publisher; asks for the lead until it has it. */
    public boolean lead() throws SQLException {
        if (!leads) {
            try (PreparedStatement lock =
                    connection.prepareStatement("select pg_try_advisory_lock(?)")) {
                lock.setLong(1, LEADER);
                try (ResultSet row = lock.executeQuery()) {
                    row.next();
                    leads = row.getBoolean(1);
                }
            }
        }
        return leads;
    }

    /** The oldest events, each until {@link #published} is told. */
    public List<OutboxEvent> next(int max) throws SQLException {
        List<OutboxEvent> events = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(NEXT)) {
            query.setInt(1, max);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    @Nullable OffsetDateTime causedAt = row.getObject(4, OffsetDateTime.class);
                    events.add(
                            new OutboxEvent(
                                    row.getLong(1),
                                    row.getString(5),
                                    row.getString(2),
                                    row.getBoolean(6) ? ofIncident(row) : ofAlert(row),
                                    causedAt == null ? null : causedAt.toInstant()));
                }
            }
        }
        return events;
    }

    private static List<Notice> ofAlert(ResultSet row) throws SQLException {
        List<Notice> notices = new ArrayList<>();
        for (String department : (String[]) row.getArray(8).getArray()) {
            String topic = "alerts/" + department + '/' + row.getString(7);
            notices.add(new Notice(department, topic, row.getString(3)));
        }
        return notices;
    }

    /** Each department is told of the sensors that it may see, and of no others. */
    private List<Notice> ofIncident(ResultSet row) throws SQLException {
        List<Notice> notices = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(TOLD_OF_INCIDENT)) {
            query.setLong(1, row.getLong(1));
            try (ResultSet told = query.executeQuery()) {
                while (told.next()) {
                    String department = told.getString(1);
                    String topic = "incidents/" + department + '/' + row.getString(7);
                    notices.add(new Notice(department, topic, told.getString(2)));
                }
            }
        }
        return notices;
    }

    /** Forgets events that the broker has acknowledged for every department. */
    public void published(List<Long> ids) throws SQLException {
        Array array = connection.createArrayOf("bigint", ids.toArray());
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from store.alert_outbox where outbox_id = any(?)")) {
            delete.setArray(1, array);
            delete.executeUpdate();
        } finally {
            array.free();
        }
    }

    /** Returns when events were added, or when the time is over. */
    public void await(Duration atMost) throws SQLException {
        notifications.getNotifications((int) Math.max(1, atMost.toMillis()));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
