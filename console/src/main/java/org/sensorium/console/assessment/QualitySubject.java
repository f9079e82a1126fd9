package org.sensorium.console.assessment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Query;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/**
 * How good the data of a span are, by department and type, or sensor by sensor, the worst first.
 *
 * <ul>
 *   <li>completeness: readings against what the declared intervals promise, since registration if
 *       that was within the span; more than promised of one sensor makes up for no other
 *   <li>validity: stored readings against those and the rejected ones
 *   <li>timeliness: of the readings of the span's last ten minutes, those that were here within a
 *       minute; clock offset: the median of receipt less time, of the same
 * </ul>
 */
public final class QualitySubject implements Subject {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    /** Binds from and to. */
    private static final String SENSORS =
            "with span as (select ?::timestamptz as since, ?::timestamptz as until),"
                    + " seen as (select s.sensor_key, s.sensor_id, s.department, s.type,"
                    + " greatest(s.registered_at, span.since) as since"
                    + " from store.sensors s, span where s.retired_at is null"
                    + " and s.registered_at < span.until";

    private static final String FIGURES =
            "), promised as (select sensor_key, sum(floor(extract(epoch from span.until"
                    + " - seen.since) * 1000 / m.interval_millis)) as n"
                    + " from seen join store.sensor_metrics m using (sensor_key), span"
                    + " where m.interval_millis is not null group by sensor_key),"
                    + " came as (select r.sensor_key, sum(r.count) as n,"
                    + " sum(r.count) filter (where m.interval_millis is not null) as n_promised"
                    + " from store.rollups_1m r join seen using (sensor_key)"
                    + " join store.sensor_metrics m using (sensor_key, metric_key), span"
                    + " where r.bucket >= span.since and r.bucket < span.until"
                    + " group by r.sensor_key),"
                    + " refused as (select seen.sensor_key, sum(d.count) as n"
                    + " from store.dead_letters d join seen using (sensor_id), span"
                    + " where d.last_received_at >= span.since and d.last_received_at < span.until"
                    + " group by seen.sensor_key),"
                    + " timed as (select r.sensor_key, count(*) as n, count(*) filter"
                    + " (where r.received_at - r.time <= interval '1 minute') as in_time,"
                    + " percentile_cont(0.5) within group"
                    + " (order by extract(epoch from r.received_at - r.time)) as offset_s"
                    + " from store.readings r join seen using (sensor_key), span"
                    + " where r.time >= greatest(span.since, span.until - interval '10 minutes')"
                    + " and r.time < span.until group by r.sensor_key),"
                    + " each as (select seen.*, promised.n as promised,"
                    + " least(coalesce(came.n_promised, 0), promised.n) as kept,"
                    + " coalesce(came.n, 0) as came, coalesce(refused.n, 0) as refused,"
                    + " timed.n as timed, timed.in_time, timed.offset_s from seen"
                    + " left join promised using (sensor_key) left join came using (sensor_key)"
                    + " left join refused using (sensor_key) left join timed using (sensor_key)"
                    + " where true";
    private static final String SHARES =
            " count(*) as sensors, count(*) filter (where came > 0) as reporting,"
                    + " sum(kept) / nullif(sum(promised), 0) as completeness,"
                    + " sum(came) / nullif(sum(came) + sum(refused), 0) as validity,"
                    + " sum(in_time) / nullif(sum(timed), 0) as timeliness,"
                    + " percentile_cont(0.5) within group (order by offset_s) as offset_s";
    private static final String BY_OWNER =
            ") select department, type, null as sensor_id,"
                    + SHARES
                    + " from each group by department, type order by department, type limit ?";
    private static final String BY_SENSOR =
            ") select department, type, sensor_id,"
                    + SHARES
                    + " from each group by department, type, sensor_id"
                    + " order by completeness nulls last, validity, sensor_id limit ?";

    private final DataSource db;
    private final InstantSource clock;

    /** Reads this database. */
    public QualitySubject(DataSource db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/quality", Access.SIGNED_IN, this::show));
    }

    private void show(Call call) throws SQLException {
        Query query = call.query("from", "to", "by", "department", "type", "limit");
        Span span = Span.of(query, clock.instant(), USUAL, LONGEST);
        List<String> by = query.words("by", Set.of("owner", "sensor"));
        @Nullable String department = query.name("department");
        @Nullable String type = query.name("type");
        boolean bySensor = by.equals(List.of("sensor"));
        BoundSql sensors =
                BoundSql.of(SENSORS, span.from(), span.to())
                        .addIf(department, " and s.department = ?")
                        .addIf(type, " and s.type = ?");
        BoundSql figures = Visibility.andSeesSensor(sensors, call.actor()).add(FIGURES);
        BoundSql sql =
                bySensor
                        ? figures.add(BY_SENSOR, query.limit())
                        : figures.add(BY_OWNER, query.limit());
        List<ObjectNode> rows =
                Transactions.reading(db, connection -> sql.list(connection, QualitySubject::read));
        ObjectNode json = Json.object();
        json.put("from", Json.time(span.from())).put("to", Json.time(span.to()));
        json.putArray("items").addAll(rows);
        call.answer(200, json);
    }

    private static ObjectNode read(ResultSet row) throws SQLException {
        ObjectNode json = Json.object();
        json.put("department", row.getString("department"));
        json.put("type", row.getString("type"));
        Json.putIf(json, "sensorId", row.getString("sensor_id"));
        json.put("sensors", row.getLong("sensors"));
        json.put("reporting", row.getLong("reporting"));
        for (String share : List.of("completeness", "validity", "timeliness")) {
            json.put(share, BoundSql.number(row, share));
        }
        json.put("clockOffsetSeconds", BoundSql.number(row, "offset_s"));
        return json;
    }
}
