package org.sensorium.console.incidents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEventKind;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/**
 * What people do about incidents: the incident, the outbox and the audit log change together.
 * Whoever owns one of its sensors may look after it; to close it all of them have to be one's own,
 * or the city's: it would be gone for the others, too.
 */
final class IncidentDesk {
    private final DataSource db;

    IncidentDesk(DataSource db) {
        this.db = db;
    }

    /** Somebody looks after it. Refuses one that is not open. */
    ObjectNode acknowledge(Actor actor, String id, @Nullable String note) throws SQLException {
        return Transactions.in(
                db,
                connection -> {
                    IncidentQueries.Row incident = hold(connection, actor, id);
                    List<String> owners = IncidentQueries.owners(connection, id);
                    if (owners.stream().noneMatch(actor::owns)) {
                        throw Refused.forbidden(
                                "no sensor of incident '"
                                        + id
                                        + "' belongs to your departments: a grant lets you see it,"
                                        + " only its owners work it off");
                    }
                    if (!incident.state().equals("open")) {
                        throw Refused.conflict(
                                null,
                                "incident '"
                                        + id
                                        + "' is "
                                        + incident.state()
                                        + (incident.acknowledgedBy() == null
                                                ? ""
                                                : ", acknowledged by " + incident.acknowledgedBy())
                                        + ": only an open one can be acknowledged");
                    }
                    BoundSql.of(
                                    "update store.incidents set state = 'acknowledged',"
                                            + " acknowledged_at = now(), acknowledged_by = ?,"
                                            + " updated_at = greatest(updated_at, now())"
                                            + " where incident_id = ?",
                                    actor.user(),
                                    id)
                            .change(connection);
                    record(connection, actor, id, AlertEventKind.ACKNOWLEDGED, note);
                    publish(connection, id, AlertEventKind.ACKNOWLEDGED);
                    return after(connection, actor, id);
                });
    }

    /** Done with it, whatever its sensors do. Subscribers of one that stood hear it cleared. */
    ObjectNode close(Actor actor, String id, @Nullable String note) throws SQLException {
        return Transactions.in(
                db,
                connection -> {
                    IncidentQueries.Row incident = hold(connection, actor, id);
                    List<String> owners = IncidentQueries.owners(connection, id);
                    if (!owners.stream().allMatch(actor::owns)) {
                        throw Refused.forbidden(
                                "incident '"
                                        + id
                                        + "' has sensors of other departments: only the city, or"
                                        + " who owns all of them, closes it");
                    }
                    if (incident.state().equals("closed")) {
                        throw Refused.conflict(null, "incident '" + id + "' is closed already");
                    }
                    BoundSql.of(
                                    "update store.incidents set state = 'closed',"
                                            + " closed_at = now(), closed_by = ?,"
                                            + " cleared_at = coalesce(cleared_at, now()),"
                                            + " updated_at = greatest(updated_at, now())"
                                            + " where incident_id = ?",
                                    actor.user(),
                                    id)
                            .change(connection);
                    record(connection, actor, id, AlertEventKind.CLOSED, note);
                    if (!incident.state().equals("cleared")) {
                        publish(connection, id, AlertEventKind.CLEARED);
                    }
                    return after(connection, actor, id);
                });
    }

    private static IncidentQueries.Row hold(Connection connection, Actor actor, String id)
            throws SQLException {
        return IncidentQueries.hold(connection, actor, id)
                .orElseThrow(() -> Refused.unknown("incident", id));
    }

    private static void record(
            Connection connection,
            Actor actor,
            String id,
            AlertEventKind kind,
            @Nullable String note)
            throws SQLException {
        AuditLog.write(
                connection,
                actor.user(),
                "incident." + kind.code(),
                id,
                note == null ? Map.of() : Map.of("note", note));
    }

    private static void publish(Connection connection, String id, AlertEventKind kind)
            throws SQLException {
        BoundSql.of(
                        "insert into store.alert_outbox (incident_id, event, snapshot, sensor_keys)"
                                + " values (?, ?, store.incident_snapshot(?, ?),"
                                + " store.incident_sensor_keys(?))",
                        id,
                        kind.code(),
                        id,
                        kind.code(),
                        id)
                .change(connection);
    }

    private static ObjectNode after(Connection connection, Actor actor, String id)
            throws SQLException {
        return IncidentQueries.find(connection, actor, id)
                .orElseThrow(() -> Refused.unknown("incident", id))
                .json();
    }
}
