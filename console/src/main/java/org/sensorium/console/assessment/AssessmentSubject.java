package org.sensorium.console.assessment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/**
 * What became of the alerts of a span, by department and severity. Each figure counts alerts that
 * {@code GET /alerts} lists for the same department, severity and span.
 *
 * <p>An alert is overdue if nobody had taken it on, and it was not over by itself, when its time
 * was up: a quarter of an hour for a critical one, an hour for a major one, four for a minor one, a
 * day for a warning. It came again if it was raised within an hour after the one before of the same
 * sensor, metric and detector was over.
 */
public final class AssessmentSubject implements Subject {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final String ALERTS =
            "with judged as (select s.department, a.severity, a.state, a.acknowledged_at,"
                    + " a.closed_at, a.cleared_at, a.raised_at,"
                    + " extract(epoch from a.acknowledged_at - a.raised_at) as to_acknowledge,"
                    + " extract(epoch from coalesce(a.cleared_at, a.closed_at) - a.raised_at)"
                    + " as to_clear,"
                    + " coalesce(least(a.acknowledged_at, a.closed_at, a.cleared_at), now())"
                    + " - a.raised_at > case a.severity when 'critical' then interval '15 minutes'"
                    + " when 'major' then interval '1 hour' when 'minor' then interval '4 hours'"
                    + " else interval '1 day' end as overdue,"
                    + " exists (select from store.alerts b where b.sensor_key = a.sensor_key"
                    + " and b.metric_key = a.metric_key and b.detector = a.detector"
                    + " and b.raised_at < a.raised_at and coalesce(b.closed_at, b.cleared_at)"
                    + " between a.raised_at - interval '1 hour' and a.raised_at) as again"
                    + " from store.alerts a join store.sensors s using (sensor_key)"
                    + " where a.raised_at >= ? and a.raised_at < ?";
    private static final String FIGURES =
            ") select department, severity, count(*) as raised,"
                    + " count(acknowledged_at) as acknowledged,"
                    + " count(*) filter (where state in ('open', 'acknowledged')) as standing,"
                    + " count(*) filter (where overdue) as overdue,"
                    + " count(*) filter (where again) as again,"
                    + " percentile_cont(0.5) within group (order by to_acknowledge)"
                    + " as half_acknowledged_s,"
                    + " percentile_cont(0.9) within group (order by to_acknowledge)"
                    + " as most_acknowledged_s,"
                    + " percentile_cont(0.5) within group (order by to_clear) as half_cleared_s"
                    + " from judged group by department, severity order by department, severity";

    private final DataSource db;
    private final InstantSource clock;

    /** Reads this database. */
    public AssessmentSubject(DataSource db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/assessment", Access.SIGNED_IN, this::show));
    }

    private void show(Call call) throws SQLException {
        Span span = Span.of(call.query("from", "to"), clock.instant(), USUAL, LONGEST);
        BoundSql sql = BoundSql.of(ALERTS, span.from(), span.to());
        ObjectNode json = Json.object();
        json.put("from", Json.time(span.from())).put("to", Json.time(span.to()));
        Transactions.reading(
                db,
                connection -> {
                    json.putArray("items")
                            .addAll(
                                    Visibility.andSeesSensor(sql, call.actor())
                                            .add(FIGURES)
                                            .list(connection, AssessmentSubject::read));
                    json.putArray("reports")
                            .addAll(ReportFigures.of(connection, call.actor(), span));
                    return json;
                });
        call.answer(200, json);
    }

    private static ObjectNode read(ResultSet row) throws SQLException {
        ObjectNode json = Json.object();
        json.put("department", row.getString("department"));
        json.put("severity", row.getString("severity"));
        for (String count : List.of("raised", "acknowledged", "standing", "overdue", "again")) {
            json.put(count, row.getLong(count));
        }
        json.put("medianSecondsToAcknowledge", BoundSql.number(row, "half_acknowledged_s"));
        json.put("ninetiethSecondsToAcknowledge", BoundSql.number(row, "most_acknowledged_s"));
        json.put("medianSecondsToClear", BoundSql.number(row, "half_cleared_s"));
        return json;
    }
}
