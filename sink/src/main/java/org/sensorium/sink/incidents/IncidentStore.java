package org.sensorium.sink.incidents;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.IncidentEvent.Member;
import org.sensorium.sink.Micros;

/**
 * Applies the steps of incidents in the caller's transaction, in the order given. A step is known
 * by its incident's id and its ordinal: a repeat, after a crash say, changes nothing and is not
 * published again. An incident that a person has closed stays closed whatever the job says later.
 */
public final class IncidentStore {
    private static final String RAISE =
            "insert into store.incidents (incident_id, kind, group_name, type, metric, district,"
                    + " severity, state, raised_at, updated_at, message_en, message_zh, ordinal)"
                    + " values (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?) on conflict do nothing";
    private static final String KNOWN = "select 1 from store.incidents where incident_id = ?";
    private static final String SUPERSEDE =
            "update store.incidents set state = 'cleared', cleared_at = ?, updated_at = ?"
                    + " where kind = ? and group_name = ? and type is not distinct from ?"
                    + " and metric is not distinct from ? and state in ('open', 'acknowledged')"
                    + " returning incident_id";
    private static final String UPDATE =
            "update store.incidents set updated_at = ?, severity = ?, message_en = ?,"
                    + " message_zh = ?, ordinal = ?"
                    + " where incident_id = ? and ordinal < ? and state in ('open', 'acknowledged')";
    private static final String CLEAR =
            "update store.incidents set state = 'cleared', cleared_at = ?, updated_at = ?,"
                    + " message_en = ?, message_zh = ?, ordinal = ?"
                    + " where incident_id = ? and ordinal < ? and state in ('open', 'acknowledged')";
    private static final String MEMBERS =
            "insert into store.incident_sensors (incident_id, sensor_key, metric_key, since, until)"
                    + " select ?, m.sensor_key, m.metric_key,"
                    + Micros.toTimestamp("m.since")
                    + ", "
                    + Micros.toTimestamp("m.until")
                    + " from unnest(?::integer[], ?::smallint[], ?::bigint[], ?::bigint[])"
                    + " as m (sensor_key, metric_key, since, until)"
                    + " on conflict (incident_id, sensor_key, metric_key)"
                    + " do update set until = excluded.until";
    private static final String LEAVE =
            "update store.incident_sensors set until = ? where incident_id = ? and until is null";
    private static final String TELL =
            "insert into store.alert_outbox (incident_id, event, snapshot, sensor_keys)"
                    + " select ?, ?, store.incident_snapshot(?, ?), store.incident_sensor_keys(?)";

    private IncidentStore() {}

    /**
     * Applies each event; the incident tables and the outbox go together.
     *
     * @throws IllegalArgumentException for a kind that only people cause
     */
    public static void apply(Connection connection, List<IncidentEvent> events)
            throws SQLException {
        for (IncidentEvent event : events) {
            boolean applied =
                    switch (event.kind()) {
                        case RAISED -> raise(connection, event);
                        case UPDATED -> update(connection, event);
                        case CLEARED -> clear(connection, event);
                        case ACKNOWLEDGED, ASSIGNED, CLOSED ->
                                throw new IllegalArgumentException(
                                        "the job does not cause " + event.kind().code());
                    };
            if (applied) {
                putMembers(connection, event);
                tell(connection, event.incidentId(), event.kind());
            }
        }
    }

    private static boolean raise(Connection connection, IncidentEvent event) throws SQLException {
        if (isKnown(connection, event.incidentId())) {
            return false;
        }
        supersede(connection, event);
        try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
            raise.setString(1, event.incidentId());
            raise.setString(2, event.what().code());
            raise.setString(3, event.group());
            raise.setString(4, event.type());
            raise.setString(5, event.metric());
            raise.setString(6, event.district());
            raise.setString(7, event.severity().code());
            raise.setObject(8, Micros.toOffsetDateTime(event.raisedAt()));
            raise.setObject(9, Micros.toOffsetDateTime(event.at()));
            raise.setString(10, event.messageEn());
            raise.setString(11, event.messageZh());
            raise.setInt(12, event.ordinal());
            return raise.executeUpdate() == 1;
        }
    }

    private static boolean update(Connection connection, IncidentEvent event) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setObject(1, Micros.toOffsetDateTime(event.at()));
            update.setString(2, event.severity().code());
            update.setString(3, event.messageEn());
            update.setString(4, event.messageZh());
            update.setInt(5, event.ordinal());
            update.setString(6, event.incidentId());
            update.setInt(7, event.ordinal());
            return update.executeUpdate() == 1;
        }
    }

    private static boolean clear(Connection connection, IncidentEvent event) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(CLEAR)) {
            clear.setObject(1, Micros.toOffsetDateTime(event.at()));
            clear.setObject(2, Micros.toOffsetDateTime(event.at()));
            clear.setString(3, event.messageEn());
            clear.setString(4, event.messageZh());
            clear.setInt(5, event.ordinal());
            clear.setString(6, event.incidentId());
            clear.setInt(7, event.ordinal());
            return clear.executeUpdate() == 1;
        }
    }

    private static boolean isKnown(Connection connection, String incidentId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
            query.setString(1, incidentId);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** An incident that the job no longer knows (its state was lost) gives way to the new one. */
    private static void supersede(Connection connection, IncidentEvent successor)
            throws SQLException {
        try (PreparedStatement supersede = connection.prepareStatement(SUPERSEDE)) {
            supersede.setObject(1, Micros.toOffsetDateTime(successor.at()));
            supersede.setObject(2, Micros.toOffsetDateTime(successor.at()));
            supersede.setString(3, successor.what().code());
            supersede.setString(4, successor.group());
            supersede.setString(5, successor.type());
            supersede.setString(6, successor.metric());
            try (ResultSet rows = supersede.executeQuery()) {
                while (rows.next()) {
                    leave(connection, rows.getString(1), successor);
                    tell(connection, rows.getString(1), AlertEventKind.CLEARED);
                }
            }
        }
    }

    private static void leave(Connection connection, String incidentId, IncidentEvent successor)
            throws SQLException {
        try (PreparedStatement leave = connection.prepareStatement(LEAVE)) {
            leave.setObject(1, Micros.toOffsetDateTime(successor.at()));
            leave.setString(2, incidentId);
            leave.executeUpdate();
        }
    }

    private static void putMembers(Connection connection, IncidentEvent event) throws SQLException {
        int size = event.members().size();
        Integer[] sensors = new Integer[size];
        Short[] metrics = new Short[size];
        Long[] since = new Long[size];
        @Nullable Long[] until = new @Nullable Long[size];
        for (int i = 0; i < size; i++) {
            Member member = event.members().get(i);
            sensors[i] = member.sensorKey();
            metrics[i] = member.metricKey();
            since[i] = Micros.of(member.since());
            until[i] = member.until() == null ? null : Micros.of(member.until());
        }
        try (PreparedStatement put = connection.prepareStatement(MEMBERS)) {
            put.setString(1, event.incidentId());
            put.setArray(2, connection.createArrayOf("integer", sensors));
            put.setArray(3, connection.createArrayOf("smallint", metrics));
            put.setArray(4, connection.createArrayOf("bigint", since));
            put.setArray(5, connection.createArrayOf("bigint", until));
            put.executeUpdate();
        }
    }

    private static void tell(Connection connection, String incidentId, AlertEventKind kind)
            throws SQLException {
        try (PreparedStatement tell = connection.prepareStatement(TELL)) {
            tell.setString(1, incidentId);
            tell.setString(2, kind.code());
            tell.setString(3, incidentId);
            tell.setString(4, kind.code());
            tell.setString(5, incidentId);
            tell.executeUpdate();
        }
    }
}
