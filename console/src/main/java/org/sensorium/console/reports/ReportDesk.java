package org.sensorium.console.reports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/**
 * What is done with reports: received and rated by whoever reported, closed by the department that
 * answers for it. The report and the audit log change together; of what citizens write nothing goes
 * into the log.
 */
final class ReportDesk {
    /** Has a space, so that nobody's account can be called so. */
    private static final String CITIZEN = "a citizen";

    private static final int ID_BYTES = 9;

    /**
     * A report is laid to the nearest sensor that has to do with its kind, within two kilometres;
     * else to the nearest of any type in that distance.
     */
    private static final String RECEIVE =
            "insert into store.reports (report_id, ticket_hash, kind, lat, lon, text, contact,"
                    + " photo, photo_type, sensor_key, gap)"
                    + " with here as (select ?::text as kind, ?::float8 as lat, ?::float8 as lon,"
                    + " ?::float8 as radius),"
                    + " near as (select s.sensor_key, way.metres,"
                    + " store.report_concerns(here.kind, s.type) as concerned,"
                    + " coalesce(seen.last_seen > now() - interval '1 hour', false) as heard"
                    + " from here join store.sensors s on s.retired_at is null"
                    + " and s.lat between here.lat - greatest(here.radius, 2000) / 110000"
                    + " and here.lat + greatest(here.radius, 2000) / 110000"
                    + " left join store.sensor_seen seen using (sensor_key)"
                    + " cross join lateral (select store.metres_between(here.lat, here.lon, s.lat,"
                    + " s.lon) as metres) way where way.metres <= greatest(here.radius, 2000))"
                    + " select ?, ?, here.kind, here.lat, here.lon, ?, ?, ?, ?,"
                    + " (select sensor_key from near where metres <= 2000"
                    + " order by concerned desc, metres limit 1),"
                    + " case when not exists (select from near where concerned"
                    + " and metres <= here.radius) then 'no_sensor'"
                    + " when not exists (select from near where concerned and heard"
                    + " and metres <= here.radius) then 'silent_sensor' end from here";

    private final DataSource db;
    private final int radiusMetres;

    /** Works in this database; near is within that many metres. */
    ReportDesk(DataSource db, int radiusMetres) {
        this.db = db;
        this.radiusMetres = radiusMetres;
    }

    /** A report that was just received. */
    record Received(ReportQueries.Row report, Ticket ticket) {}

    /** Takes it in and lays it to the alerts that stand. */
    Received receive(ReportForm form) throws SQLException {
        String id = "r-" + Ticket.random(ID_BYTES);
        Ticket ticket = Ticket.issue();
        @Nullable Photo photo = form.photo();
        return Transactions.in(
                db,
                connection -> {
                    BoundSql.of(
                                    RECEIVE,
                                    form.kind(),
                                    form.location().lat(),
                                    form.location().lon(),
                                    radiusMetres,
                                    id,
                                    ticket.hash(),
                                    form.text(),
                                    form.contact(),
                                    photo == null ? null : photo.content(),
                                    photo == null ? null : photo.type())
                            .change(connection);
                    ReportMatching.match(connection, radiusMetres, id);
                    AuditLog.write(
                            connection,
                            CITIZEN,
                            "report.received",
                            id,
                            Map.of("kind", form.kind(), "photo", photo != null));
                    return new Received(
                            ReportQueries.held(connection, id, ticket).orElseThrow(), ticket);
                });
    }

    /** Done with it; the answer is for whoever reported. */
    ReportQueries.Row close(Actor actor, String id, String answer) throws SQLException {
        return Transactions.in(
                db,
                connection -> {
                    ReportQueries.Row report =
                            ReportQueries.seen(connection, actor, id)
                                    .orElseThrow(() -> Refused.unknown("report", id));
                    if (!actor.owns(report.department())) {
                        throw Refused.forbidden(
                                "report '"
                                        + id
                                        + "' belongs to department '"
                                        + report.department()
                                        + "': a grant lets you see it, only its owner closes it");
                    }
                    int closed =
                            BoundSql.of(
                                            "update store.reports set state = 'closed',"
                                                    + " closed_at = now(), closed_by = ?, answer = ?"
                                                    + " where report_id = ? and state = 'open'",
                                            actor.user(),
                                            answer,
                                            id)
                                    .change(connection);
                    if (closed == 0) {
                        throw Refused.conflict(null, "report '" + id + "' is closed already");
                    }
                    AuditLog.write(
                            connection, actor.user(), "report.closed", id, Map.of("note", answer));
                    return ReportQueries.seen(connection, actor, id).orElseThrow();
                });
    }

    /** What whoever reported thinks of it: once, and when it is closed. */
    ReportQueries.Row rate(String id, Ticket ticket, int score, @Nullable String text)
            throws SQLException {
        return Transactions.in(
                db,
                connection -> {
                    ReportQueries.Row report =
                            ReportQueries.held(connection, id, ticket)
                                    .orElseThrow(() -> Refused.unknown("report", id));
                    if (!report.state().equals("closed")) {
                        throw Refused.conflict(
                                null, "report '" + id + "' is open: it is rated once it is closed");
                    }
                    if (rate(connection, id, score, text) == 0) {
                        throw Refused.conflict(null, "report '" + id + "' is rated already");
                    }
                    Map<String, Object> detail = new LinkedHashMap<>();
                    detail.put("score", score);
                    AuditLog.write(connection, CITIZEN, "report.rated", id, detail);
                    return ReportQueries.held(connection, id, ticket).orElseThrow();
                });
    }

    private static int rate(Connection connection, String id, int score, @Nullable String text)
            throws SQLException {
        return BoundSql.of(
                        "update store.reports set rating = ?, rating_text = ?, rated_at = now()"
                                + " where report_id = ? and rating is null",
                        score,
                        text,
                        id)
                .change(connection);
    }
}
