package org.sensorium.console.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.TimeCursor;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.sql.BoundSql;

/** Finds alerts, as far as the asking one may see their sensors. */
final class AlertQueries {
    private static final String SELECT =
            "select a.*, s.sensor_id, s.department, s.district, s.lat, s.lon, n.metric,"
                    + " (select count(*) from store.report_alerts m"
                    + " where m.alert_id = a.alert_id) as reports"
                    + " from store.alerts a join store.sensors s using (sensor_key)"
                    + " join store.metrics n using (metric_key) where true";

    private AlertQueries() {}

    /** What to look for; null or empty means any. */
    record Filter(
            List<String> states,
            List<String> severities,
            List<String> detectors,
            @Nullable String department,
            @Nullable String district,
            @Nullable String sensor,
            @Nullable String assignee,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** One alert, with what decides about it. */
    record Row(
            String id,
            String sensorId,
            String department,
            String state,
            Instant raisedAt,
            @Nullable String acknowledgedBy,
            ObjectNode json) {
        /** Where a page ends that ends with it. */
        TimeCursor key() {
            return new TimeCursor(raisedAt, id);
        }

        /** Whether it is not over. */
        boolean stands() {
            return state.equals("open") || state.equals("acknowledged");
        }
    }

    /** The newest first. */
    static List<Row> list(
            Connection connection,
            Actor actor,
            Filter filter,
            @Nullable TimeCursor after,
            int limit)
            throws SQLException {
        BoundSql sql = BoundSql.of(SELECT);
        sql.addAny(filter.states(), " and a.state = any (?)");
        sql.addAny(filter.severities(), " and a.severity = any (?)");
        sql.addAny(filter.detectors(), " and a.detector = any (?)");
        sql.addIf(filter.department(), " and s.department = ?")
                .addIf(filter.district(), " and s.district = ?")
                .addIf(filter.sensor(), " and s.sensor_id = ?")
                .addIf(filter.assignee(), " and a.assigned_to = ?")
                .addIf(filter.from(), " and a.raised_at >= ?")
                .addIf(filter.to(), " and a.raised_at < ?");
        if (after != null) {
            sql.add(" and (a.raised_at, a.alert_id) < (?, ?)", after.at(), after.id());
        }
        return Visibility.andSeesSensor(sql, actor)
                .add(" order by a.raised_at desc, a.alert_id desc limit ?", limit)
                .list(connection, AlertQueries::read);
    }

    /** The alert of that id, if the actor may see it. */
    static Optional<Row> find(Connection connection, Actor actor, String id) throws SQLException {
        return Visibility.andSeesSensor(BoundSql.of(SELECT).add(" and a.alert_id = ?", id), actor)
                .first(connection, AlertQueries::read);
    }

    /** The same, held against changes until the transaction ends. */
    static Optional<Row> hold(Connection connection, Actor actor, String id) throws SQLException {
        return Visibility.andSeesSensor(BoundSql.of(SELECT).add(" and a.alert_id = ?", id), actor)
                .add(" for update of a")
                .first(connection, AlertQueries::read);
    }

    /** What happened to it, the first first. */
    static ArrayNode events(Connection connection, String id) throws SQLException {
        ArrayNode events = Json.object().putArray("events");
        BoundSql.of(
                        "select time, event, detail::text as detail from store.alert_events"
                                + " where alert_id = ? order by event_id",
                        id)
                .list(
                        connection,
                        row -> {
                            ObjectNode event = events.addObject();
                            event.put("time", Json.time(BoundSql.instant(row, "time")));
                            event.put("event", row.getString("event"));
                            event.set("detail", readOwn(row.getString("detail")));
                            return event;
                        });
        return events;
    }

    private static JsonNode readOwn(String json) throws SQLException {
        try {
            return Json.readOwn(json);
        } catch (IOException e) {
            throw new SQLException("an event's detail is no JSON", e);
        }
    }

    private static Row read(ResultSet row) throws SQLException {
        @Nullable Instant raisedAt = BoundSql.instant(row, "raised_at");
        ObjectNode json = Json.object();
        json.put("id", row.getString("alert_id"));
        json.put("state", row.getString("state"));
        json.put("sensorId", row.getString("sensor_id"));
        json.put("metric", row.getString("metric"));
        json.put("detector", row.getString("detector"));
        json.put("severity", row.getString("severity"));
        json.put("department", row.getString("department"));
        json.put("district", row.getString("district"));
        json.put("raisedAt", Json.time(raisedAt));
        json.put("updatedAt", Json.time(BoundSql.instant(row, "updated_at")));
        json.put("clearedAt", Json.time(BoundSql.instant(row, "cleared_at")));
        json.put("acknowledgedAt", Json.time(BoundSql.instant(row, "acknowledged_at")));
        json.put("acknowledgedBy", row.getString("acknowledged_by"));
        json.put("assignedTo", row.getString("assigned_to"));
        json.put("assignedAt", Json.time(BoundSql.instant(row, "assigned_at")));
        json.put("assignedBy", row.getString("assigned_by"));
        json.put("closedAt", Json.time(BoundSql.instant(row, "closed_at")));
        json.put("closedBy", row.getString("closed_by"));
        json.put("reports", row.getInt("reports"));
        for (String figure : List.of("value", "expected", "threshold", "score")) {
            json.put(figure, BoundSql.number(row, figure));
        }
        json.put("flaps", row.getInt("flaps"));
        json.putObject("window")
                .put("from", Json.time(BoundSql.instant(row, "window_from")))
                .put("to", Json.time(BoundSql.instant(row, "window_to")));
        json.putObject("message")
                .put("en", row.getString("message_en"))
                .put("zh", row.getString("message_zh"));
        @Nullable Double lat = BoundSql.number(row, "lat");
        @Nullable Double lon = BoundSql.number(row, "lon");
        if (lat == null || lon == null) {
            json.putNull("location");
        } else {
            json.putObject("location").put("lat", lat).put("lon", lon);
        }
        json.putObject("rule")
                .put("id", row.getString("rule_id"))
                .put("revision", row.getInt("rule_revision"));
        return new Row(
                row.getString("alert_id"),
                row.getString("sensor_id"),
                row.getString("department"),
                row.getString("state"),
                raisedAt == null ? Instant.EPOCH : raisedAt,
                row.getString("acknowledged_by"),
                json);
    }
}
