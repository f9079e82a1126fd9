package org.sensorium.sink.alerts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.sink.Micros;

/**
 * Applies the steps of alerts in the caller's transaction, in the order given. A step is known by
 * its alert's id and its ordinal: a repeat, after a crash say, changes nothing and is not published
 * again. An alert that a person has closed stays closed whatever the job says later.
 */
public final class AlertStore {
    private static final String RAISE =
            "insert into store.alerts (alert_id, sensor_key, metric_key, detector, severity, state,"
                    + " raised_at, updated_at, value, expected, threshold, score, window_from,"
                    + " window_to, message_en, message_zh, rule_id, rule_revision, ordinal)"
                    + " values (?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict do nothing";
    private static final String KNOWN = "select 1 from store.alerts where alert_id = ?";
    private static final String SUPERSEDE =
            "update store.alerts set state = 'cleared', cleared_at = ?, updated_at = ?"
                    + " where sensor_key = ? and metric_key = ? and detector = ?"
                    + " and state in ('open', 'acknowledged') returning alert_id";
    private static final String UPDATE =
            "update store.alerts set updated_at = ?, severity = ?, value = ?, expected = ?,"
                    + " threshold = ?, score = ?, window_from = ?, window_to = ?, message_en = ?,"
                    + " message_zh = ?, rule_id = ?, rule_revision = ?, flaps = ?, ordinal = ?"
                    + " where alert_id = ? and ordinal < ? and state in ('open', 'acknowledged')";
    private static final String CLEAR =
            "update store.alerts set state = 'cleared', cleared_at = ?, updated_at = ?,"
                    + " flaps = ?, ordinal = ? where alert_id = ? and ordinal < ?"
                    + " and state in ('open', 'acknowledged')";
    private static final String RECORD =
            "with snapshot as (select store.alert_snapshot(?, ?) as alert),"
                    + " event as (insert into store.alert_events"
                    + " (time, alert_id, event, event_key, detail)"
                    + " select ?, ?, ?, ?, alert from snapshot on conflict do nothing"
                    + " returning alert_id)"
                    + " insert into store.alert_outbox (alert_id, event, snapshot, caused_at)"
                    + " select event.alert_id, ?, snapshot.alert, ? from event, snapshot";

    private AlertStore() {}

    /**
     * Applies each event; the alert tables, the history and the outbox go together.
     *
     * @throws IllegalArgumentException for a kind that only people cause
     */
    public static void apply(Connection connection, List<AlertEvent> events) throws SQLException {
        for (AlertEvent event : events) {
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
                String key = "job:" + event.ordinal();
                record(connection, event.alertId(), event.kind(), key, event);
            }
        }
    }

    private static boolean raise(Connection connection, AlertEvent event) throws SQLException {
        if (isKnown(connection, event.alertId())) {
            return false;
        }
        supersede(connection, event);
        try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
            raise.setString(1, event.alertId());
            raise.setInt(2, event.sensorKey());
            raise.setShort(3, event.metricKey());
            raise.setString(4, event.detector().code());
            raise.setString(5, event.severity().code());
            setTime(raise, 6, event.raisedAt());
            setTime(raise, 7, event.at());
            int next = setFindings(raise, 8, event);
            raise.setInt(next, event.ordinal());
            return raise.executeUpdate() == 1;
        }
    }

    private static boolean update(Connection connection, AlertEvent event) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            setTime(update, 1, event.at());
            update.setString(2, event.severity().code());
            int next = setFindings(update, 3, event);
            update.setInt(next, event.flaps());
            update.setInt(next + 1, event.ordinal());
            update.setString(next + 2, event.alertId());
            update.setInt(next + 3, event.ordinal());
            return update.executeUpdate() == 1;
        }
    }

    private static boolean clear(Connection connection, AlertEvent event) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(CLEAR)) {
            setTime(clear, 1, event.at());
            setTime(clear, 2, event.at());
            clear.setInt(3, event.flaps());
            clear.setInt(4, event.ordinal());
            clear.setString(5, event.alertId());
            clear.setInt(6, event.ordinal());
            return clear.executeUpdate() == 1;
        }
    }

    private static boolean isKnown(Connection connection, String alertId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
            query.setString(1, alertId);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** An alert that the job no longer knows (its state was lost) gives way to the new one. */
    private static void supersede(Connection connection, AlertEvent successor) throws SQLException {
        try (PreparedStatement supersede = connection.prepareStatement(SUPERSEDE)) {
            setTime(supersede, 1, successor.at());
            setTime(supersede, 2, successor.at());
            supersede.setInt(3, successor.sensorKey());
            supersede.setShort(4, successor.metricKey());
            supersede.setString(5, successor.detector().code());
            try (ResultSet rows = supersede.executeQuery()) {
                while (rows.next()) {
                    String key = "superseded:" + successor.alertId();
                    record(connection, rows.getString(1), AlertEventKind.CLEARED, key, successor);
                }
            }
        }
    }

    private static void record(
            Connection connection,
            String alertId,
            AlertEventKind kind,
            String eventKey,
            AlertEvent event)
            throws SQLException {
        try (PreparedStatement record = connection.prepareStatement(RECORD)) {
            record.setString(1, alertId);
            record.setString(2, kind.code());
            setTime(record, 3, event.at());
            record.setString(4, alertId);
            record.setString(5, kind.code());
            record.setString(6, eventKey);
            record.setString(7, kind.code());
            setTime(record, 8, event.causedAt());
            record.executeUpdate();
        }
    }

    /** What the detector found, from the value to the rule's revision; returns the next index. */
    private static int setFindings(PreparedStatement statement, int first, AlertEvent event)
            throws SQLException {
        setNumber(statement, first, event.value());
        setNumber(statement, first + 1, event.expected());
        setNumber(statement, first + 2, event.threshold());
        setNumber(statement, first + 3, event.score());
        setTime(statement, first + 4, event.windowFrom());
        setTime(statement, first + 5, event.windowTo());
        statement.setString(first + 6, event.messageEn());
        statement.setString(first + 7, event.messageZh());
        statement.setString(first + 8, event.ruleId());
        statement.setInt(first + 9, event.ruleRevision());
        return first + 10;
    }

    private static void setNumber(PreparedStatement statement, int index, double number)
            throws SQLException {
        if (Double.isFinite(number)) {
            statement.setDouble(index, number);
        } else {
            statement.setNull(index, Types.DOUBLE);
        }
    }

    private static void setTime(PreparedStatement statement, int index, @Nullable Instant time)
            throws SQLException {
        if (time == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, Micros.toOffsetDateTime(time));
        }
    }
}
