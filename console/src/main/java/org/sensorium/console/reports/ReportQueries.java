package org.sensorium.console.reports;

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
 * Finds reports: for staff as far as they may see the sensor that a report was laid to (those of
 * none are the city's), or by the report's own ticket.
 */
final class ReportQueries {
    private static final String SELECT =
            "select r.report_id, r.reported_at, r.kind, r.lat, r.lon, r.text, r.contact,"
                    + " r.photo_type, r.gap, r.state, r.closed_at, r.closed_by, r.answer,"
                    + " r.rating, r.rating_text, r.rated_at, s.sensor_id, s.district,"
                    + " coalesce(s.department, 'city') as department, (select count(*)"
                    + " from store.report_alerts m where m.report_id = r.report_id) as confirms"
                    + " from store.reports r left join store.sensors s using (sensor_key)"
                    + " where true";

    private ReportQueries() {}

    /** What to look for; null or empty means any. */
    record Filter(
            List<String> states,
            List<String> kinds,
            List<String> gaps,
            @Nullable String department,
            @Nullable String district,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * One report, with what decides about it.
     *
     * @param open what whoever reported may see
     * @param whole what staff may see
     */
    record Row(
            String id,
            String department,
            String state,
            Instant reportedAt,
            ObjectNode open,
            ObjectNode whole) {
        /** Where a page ends that ends with it. */
        TimeCursor key() {
            return new TimeCursor(reportedAt, id);
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
        sql.addAny(filter.states(), " and r.state = any (?)");
        sql.addAny(filter.kinds(), " and r.kind = any (?)");
        sql.addAny(filter.gaps(), " and r.gap = any (?)");
        sql.addIf(filter.department(), " and coalesce(s.department, 'city') = ?")
                .addIf(filter.district(), " and s.district = ?")
                .addIf(filter.from(), " and r.reported_at >= ?")
                .addIf(filter.to(), " and r.reported_at < ?");
        if (after != null) {
            sql.add(" and (r.reported_at, r.report_id) < (?, ?)", after.at(), after.id());
        }
        return Visibility.andSeesSensor(sql, actor)
                .add(" order by r.reported_at desc, r.report_id desc limit ?", limit)
                .list(connection, ReportQueries::read);
    }

    /** The report of that id, if the actor may see it. */
    static Optional<Row> seen(Connection connection, Actor actor, String id) throws SQLException {
        return Visibility.andSeesSensor(BoundSql.of(SELECT).add(" and r.report_id = ?", id), actor)
                .first(connection, ReportQueries::read);
    }

    /** The report of that id, if this is its ticket. */
    static Optional<Row> held(Connection connection, String id, Ticket ticket) throws SQLException {
        return BoundSql.of(SELECT)
                .add(" and r.report_id = ?", id)
                .add(" and r.ticket_hash = ?", (Object) ticket.hash())
                .first(connection, ReportQueries::read);
    }

    /** Its photo, if it has one. */
    static Optional<Photo> photo(Connection connection, String id) throws SQLException {
        return BoundSql.of(
                        "select photo_type, photo from store.reports"
                                + " where report_id = ? and photo is not null",
                        id)
                .first(
                        connection,
                        row -> new Photo(row.getString("photo_type"), row.getBytes("photo")));
    }

    /** The alerts that it confirms, as far as the actor may see them, the nearest first. */
    static ArrayNode alerts(Connection connection, Actor actor, String id) throws SQLException {
        ArrayNode alerts = Json.object().putArray("alerts");
        BoundSql sql =
                BoundSql.of(
                        "select m.alert_id, m.metres, m.matched_at, a.severity, a.state,"
                                + " a.message_en, a.message_zh, s.sensor_id"
                                + " from store.report_alerts m join store.alerts a using (alert_id)"
                                + " join store.sensors s using (sensor_key) where m.report_id = ?",
                        id);
        Visibility.andSeesSensor(sql, actor)
                .add(" order by m.metres, m.alert_id limit 100")
                .list(
                        connection,
                        row -> {
                            ObjectNode alert = alerts.addObject();
                            alert.put("id", row.getString("alert_id"));
                            alert.put("sensorId", row.getString("sensor_id"));
                            alert.put("severity", row.getString("severity"));
                            alert.put("state", row.getString("state"));
                            alert.put("metres", Math.round(row.getDouble("metres")));
                            alert.put("matchedAt", Json.time(BoundSql.instant(row, "matched_at")));
                            alert.putObject("message")
                                    .put("en", row.getString("message_en"))
                                    .put("zh", row.getString("message_zh"));
                            return alert;
                        });
        return alerts;
    }

    private static Row read(ResultSet row) throws SQLException {
        @Nullable Instant reportedAt = BoundSql.instant(row, "reported_at");
        ObjectNode open = Json.object();
        open.put("id", row.getString("report_id"));
        open.put("reportedAt", Json.time(reportedAt));
        open.put("kind", row.getString("kind"));
        open.putObject("location")
                .put("lat", row.getDouble("lat"))
                .put("lon", row.getDouble("lon"));
        open.put("text", row.getString("text"));
        open.put("state", row.getString("state"));
        open.put("confirms", row.getInt("confirms"));
        open.put("gap", row.getString("gap"));
        open.put("closedAt", Json.time(BoundSql.instant(row, "closed_at")));
        open.put("answer", row.getString("answer"));
        open.set("rating", rating(row));
        ObjectNode whole = open.deepCopy();
        whole.put("department", row.getString("department"));
        whole.put("district", row.getString("district"));
        whole.put("sensorId", row.getString("sensor_id"));
        whole.put("contact", row.getString("contact"));
        whole.put("photo", row.getString("photo_type"));
        whole.put("closedBy", row.getString("closed_by"));
        return new Row(
                row.getString("report_id"),
                row.getString("department"),
                row.getString("state"),
                reportedAt == null ? Instant.EPOCH : reportedAt,
                open,
                whole);
    }

    private static @Nullable ObjectNode rating(ResultSet row) throws SQLException {
        int score = row.getInt("rating");
        if (row.wasNull()) {
            return null;
        }
        ObjectNode rating = Json.object();
        rating.put("score", score);
        rating.put("text", row.getString("rating_text"));
        rating.put("ratedAt", Json.time(BoundSql.instant(row, "rated_at")));
        return rating;
    }
}
