package org.sensorium.console.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Json;
import org.sensorium.model.AlertEventKind;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/**
 * What people do about alerts: the alert, its history, the outbox and the audit log change
 * together. A grant lets a department see an alert; working it off is the owner's and the city's.
 */
final class AlertDesk {
    private final DataSource db;

    AlertDesk(DataSource db) {
        this.db = db;
    }

    /** Somebody looks after it. Refuses one that is not open. */
    ObjectNode acknowledge(Actor actor, String id, @Nullable String note) throws SQLException {
        return Transactions.in(
                db,
                connection -> {
                    AlertQueries.Row alert = own(connection, actor, id);
                    if (!alert.state().equals("open")) {
                        throw Refused.conflict(
                                null,
                                "alert '"
                                        + id
                                        + "' is "
                                        + alert.state()
                                        + (alert.acknowledgedBy() == null
                                                ? ""
                                                : ", acknowledged by " + alert.acknowledgedBy())
                                        + ": only an open one can be acknowledged");
                    }
                    BoundSql.of(
                                    "update store.alerts set state = 'acknowledged',"
                                            + " acknowledged_at = now(), acknowledged_by = ?,"
                                            + " updated_at = greatest(updated_at, now())"
                                            + " where alert_id = ?",
                                    actor.user(),
                                    id)
                            .change(connection);
                    record(connection, actor, id, AlertEventKind.ACKNOWLEDGED, null, note);
                    publish(connection, id, AlertEventKind.ACKNOWLEDGED);
                    return after(connection, actor, id);
                });
    }

    /**
     * Done with it, whatever the signal says. Subscribers of an alert that still stood are told
     * that it is cleared: the contract has no other word for an alert that is over.
     */
    ObjectNode close(Actor actor, String id, @Nullable String note) throws SQLException {
        return Transactions.in(
                db,
                connection -> {
                    AlertQueries.Row alert = own(connection, actor, id);
                    if (alert.state().equals("closed")) {
                        throw Refused.conflict(null, "alert '" + id + "' is closed already");
                    }
                    BoundSql.of(
                                    "update store.alerts set state = 'closed', closed_at = now(),"
                                            + " closed_by = ?,"
                                            + " cleared_at = coalesce(cleared_at, now()),"
                                            + " updated_at = greatest(updated_at, now())"
                                            + " where alert_id = ?",
                                    actor.user(),
                                    id)
                            .change(connection);
                    record(connection, actor, id, AlertEventKind.CLOSED, null, note);
                    if (!alert.state().equals("cleared")) {
                        publish(connection, id, AlertEventKind.CLEARED);
                    }
                    return after(connection, actor, id);
                });
    }

    /**
     * Gives it to somebody to look after. Subscribers are told that it is updated. Refuses one that
     * is over, and somebody who may not see it.
     */
    ObjectNode assign(Actor actor, String id, String to, @Nullable String note)
            throws SQLException {
        return Transactions.in(
                db,
                connection -> {
                    AlertQueries.Row alert = own(connection, actor, id);
                    if (!alert.stands()) {
                        throw Refused.conflict(
                                null,
                                "alert '"
                                        + id
                                        + "' is "
                                        + alert.state()
                                        + ": only one that stands can be assigned");
                    }
                    if (!Assignees.includes(connection, id, to)) {
                        throw Refused.invalid(
                                "to", "there is no user '" + to + "' who may see this alert");
                    }
                    BoundSql.of(
                                    "update store.alerts set assigned_to = ?, assigned_at = now(),"
                                            + " assigned_by = ?,"
                                            + " updated_at = greatest(updated_at, now())"
                                            + " where alert_id = ?",
                                    to,
                                    actor.user(),
                                    id)
                            .change(connection);
                    record(connection, actor, id, AlertEventKind.ASSIGNED, to, note);
                    publish(connection, id, AlertEventKind.UPDATED);
                    return after(connection, actor, id);
                });
    }

    /** Who may be given it. */
    List<ObjectNode> assignees(Actor actor, String id) throws SQLException {
        return Transactions.reading(
                db,
                connection -> {
                    refuseUnlessOwned(
                            AlertQueries.find(connection, actor, id)
                                    .orElseThrow(() -> Refused.unknown("alert", id)),
                            actor);
                    return Assignees.of(connection, id);
                });
    }

    private static AlertQueries.Row own(Connection connection, Actor actor, String id)
            throws SQLException {
        AlertQueries.Row alert =
                AlertQueries.hold(connection, actor, id)
                        .orElseThrow(() -> Refused.unknown("alert", id));
        refuseUnlessOwned(alert, actor);
        return alert;
    }

    private static void refuseUnlessOwned(AlertQueries.Row alert, Actor actor) {
        if (!actor.owns(alert.department())) {
            throw Refused.forbidden(
                    "alert '"
                            + alert.id()
                            + "' belongs to department '"
                            + alert.department()
                            + "': a grant lets you see it, only its owner works it off");
        }
    }

    private static void record(
            Connection connection,
            Actor actor,
            String id,
            AlertEventKind kind,
            @Nullable String to,
            @Nullable String note)
            throws SQLException {
        ObjectNode detail = Json.object().put("by", actor.user());
        Map<String, String> audited = new LinkedHashMap<>();
        if (to != null) {
            detail.put("to", to);
            audited.put("to", to);
        }
        if (note != null) {
            detail.put("note", note);
            audited.put("note", note);
        }
        BoundSql.of(
                        "insert into store.alert_events (time, alert_id, event, event_key, detail)"
                                + " values (now(), ?, ?, ?, ?::jsonb)",
                        id,
                        kind.code(),
                        "person:" + UUID.randomUUID(),
                        new String(Json.bytes(detail), StandardCharsets.UTF_8))
                .change(connection);
        AuditLog.write(connection, actor.user(), "alert." + kind.code(), id, audited);
    }

    private static void publish(Connection connection, String id, AlertEventKind kind)
            throws SQLException {
        BoundSql.of(
                        "insert into store.alert_outbox (alert_id, event, snapshot)"
                                + " values (?, ?, store.alert_snapshot(?, ?))",
                        id,
                        kind.code(),
                        id,
                        kind.code())
                .change(connection);
    }

    private static ObjectNode after(Connection connection, Actor actor, String id)
            throws SQLException {
        return AlertQueries.find(connection, actor, id)
                .orElseThrow(() -> Refused.unknown("alert", id))
                .json();
    }
}
