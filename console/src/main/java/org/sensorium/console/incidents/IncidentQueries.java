package org.sensorium.console.incidents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/**
 * Finds incidents, as far as the asking one may see one of their sensors, and counts only those.
 */
final class IncidentQueries {
    private static final int MOST_SENSORS = 1000;
    private static final String SELECT =
            "select i.*, (select count(distinct m.sensor_key) from store.incident_sensors m"
                    + " join store.sensors s using (sensor_key) where m.incident_id = i.incident_id";
    private static final String FROM =
            ") as sensor_count from store.incidents i where exists (select"
                    + " from store.incident_sensors m join store.sensors s using (sensor_key)"
                    + " where m.incident_id = i.incident_id";

    private IncidentQueries() {}

    /** What to look for; null or empty means any. */
    record Filter(
            List<String> states,
            List<String> kinds,
            @Nullable String district,
            @Nullable String department,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** One incident, with what decides about it. */
    record Row(
            String id,
            String state,
            Instant raisedAt,
            @Nullable String acknowledgedBy,
            ObjectNode json) {
        /** Where a page ends that ends with it. */
        TimeCursor key() {
            return new TimeCursor(raisedAt, id);
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
        BoundSql sql = select(actor, filter.department());
        sql.addAny(filter.states(), " and i.state = any (?)");
        sql.addAny(filter.kinds(), " and i.kind = any (?)");
        sql.addIf(filter.district(), " and i.district = ?")
                .addIf(filter.from(), " and i.raised_at >= ?")
                .addIf(filter.to(), " and i.raised_at < ?");
        if (after != null) {
            sql.add(" and (i.raised_at, i.incident_id) < (?, ?)", after.at(), after.id());
        }
        return sql.add(" order by i.raised_at desc, i.incident_id desc limit ?", limit)
                .list(connection, IncidentQueries::read);
    }

    /** The incident of that id, if the actor may see one of its sensors. */
    static Optional<Row> find(Connection connection, Actor actor, String id) throws SQLException {
        return select(actor, null)
                .add(" and i.incident_id = ?", id)
                .first(connection, IncidentQueries::read);
    }

    /** The same, held against changes until the transaction ends. */
    static Optional<Row> hold(Connection connection, Actor actor, String id) throws SQLException {
        return select(actor, null)
                .add(" and i.incident_id = ? for update of i", id)
                .first(connection, IncidentQueries::read);
    }

    private static BoundSql select(Actor actor, @Nullable String department) {
        BoundSql sql = Visibility.andSeesSensor(BoundSql.of(SELECT), actor).add(FROM);
        return Visibility.andSeesSensor(sql, actor)
                .addIf(department, " and s.department = ?")
                .add(")");
    }

    /** Whose sensors are in it. */
    static List<String> owners(Connection connection, String id) throws SQLException {
        return BoundSql.of(
                        "select distinct s.department from store.incident_sensors m"
                                + " join store.sensors s using (sensor_key)"
                                + " where m.incident_id = ? order by 1",
                        id)
                .list(connection, row -> row.getString(1));
    }

    /** Which of its series the actor may see: the first thousand by id. */
    static ArrayNode sensors(Connection connection, Actor actor, String id) throws SQLException {
        ArrayNode sensors = Json.object().putArray("sensors");
        BoundSql sql =
                BoundSql.of(
                        "select s.sensor_id, n.metric, m.since, m.until"
                                + " from store.incident_sensors m"
                                + " join store.sensors s using (sensor_key)"
                                + " join store.metrics n using (metric_key)"
                                + " where m.incident_id = ?",
                        id);
        Visibility.andSeesSensor(sql, actor)
                .add(" order by s.sensor_id, n.metric limit ?", MOST_SENSORS)
                .list(
                        connection,
                        row ->
                                sensors.addObject()
                                        .put("sensorId", row.getString("sensor_id"))
                                        .put("metric", row.getString("metric"))
                                        .put("since", Json.time(BoundSql.instant(row, "since")))
                                        .put("until", Json.time(BoundSql.instant(row, "until"))));
        return sensors;
    }

    private static Row read(ResultSet row) throws SQLException {
        @Nullable Instant raisedAt = BoundSql.instant(row, "raised_at");
        ObjectNode json = Json.object();
        json.put("id", row.getString("incident_id"));
        json.put("state", row.getString("state"));
        json.put("kind", row.getString("kind"));
        json.put("group", row.getString("group_name"));
        json.put("type", row.getString("type"));
        json.put("metric", row.getString("metric"));
        json.put("district", row.getString("district"));
        json.put("severity", row.getString("severity"));
        json.put("raisedAt", Json.time(raisedAt));
        json.put("updatedAt", Json.time(BoundSql.instant(row, "updated_at")));
        json.put("clearedAt", Json.time(BoundSql.instant(row, "cleared_at")));
        json.put("acknowledgedAt", Json.time(BoundSql.instant(row, "acknowledged_at")));
        json.put("acknowledgedBy", row.getString("acknowledged_by"));
        json.put("closedAt", Json.time(BoundSql.instant(row, "closed_at")));
        json.put("closedBy", row.getString("closed_by"));
        json.put("sensorCount", row.getLong("sensor_count"));
        json.putObject("message")
                .put("en", row.getString("message_en"))
                .put("zh", row.getString("message_zh"));
        return new Row(
                row.getString("incident_id"),
                row.getString("state"),
                raisedAt == null ? Instant.EPOCH : raisedAt,
                row.getString("acknowledged_by"),
                json);
    }
}
