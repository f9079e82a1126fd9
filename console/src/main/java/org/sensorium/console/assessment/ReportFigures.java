package org.sensorium.console.assessment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.sensorium.console.http.Json;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.sql.BoundSql;

/**
 * What became of citizens' reports of a span, by department. Each figure counts reports that {@code
 * GET /reports} lists for the same department and span.
 */
final class ReportFigures {
    private static final String REPORTS =
            "select coalesce(s.department, 'city') as department, count(*) as received,"
                    + " count(*) filter (where exists (select from store.report_alerts m"
                    + " where m.report_id = r.report_id)) as confirming, count(r.gap) as gaps,"
                    + " count(r.closed_at) as closed, percentile_cont(0.5) within group"
                    + " (order by extract(epoch from r.closed_at - r.reported_at))"
                    + " as half_closed_s, count(r.rating) as rated, avg(r.rating) as rating"
                    + " from store.reports r left join store.sensors s using (sensor_key)"
                    + " where r.reported_at >= ? and r.reported_at < ?";

    private ReportFigures() {}

    static List<ObjectNode> of(Connection connection, Actor actor, Span span) throws SQLException {
        return Visibility.andSeesSensor(BoundSql.of(REPORTS, span.from(), span.to()), actor)
                .add(" group by 1 order by 1")
                .list(connection, ReportFigures::read);
    }

    private static ObjectNode read(ResultSet row) throws SQLException {
        ObjectNode json = Json.object();
        json.put("department", row.getString("department"));
        for (String count : List.of("received", "confirming", "gaps", "closed", "rated")) {
            json.put(count, row.getLong(count));
        }
        json.put("medianSecondsToClose", BoundSql.number(row, "half_closed_s"));
        json.put("meanRating", BoundSql.number(row, "rating"));
        return json;
    }
}
