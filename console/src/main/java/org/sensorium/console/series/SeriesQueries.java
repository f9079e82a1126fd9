package org.sensorium.console.series;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.TimeCursor;
import org.sensorium.registry.sql.BoundSql;

/** Reads one sensor's series, in order of time and metric. */
final class SeriesQueries {
    private static final String FROM_ROLLUPS =
            "select n.metric, b.* from (select time_bucket(make_interval(secs => ?), r.bucket)"
                    + " as at, r.metric_key, sum(r.count)::bigint as count, min(r.min) as min,"
                    + " max(r.max) as max, sum(r.sum) / sum(r.count)::double precision as avg,"
                    + " first(r.first, r.first_at) as first, last(r.last, r.last_at) as last"
                    + " from store.rollups_1m r where r.sensor_key = ?"
                    + " and r.bucket >= time_bucket(make_interval(secs => ?), ?::timestamptz)"
                    + " and r.bucket < ?";
    private static final String FROM_READINGS =
            "select n.metric, b.* from (select time_bucket(make_interval(secs => ?), r.time)"
                    + " as at, r.metric_key, count(*) as count, min(r.value) as min,"
                    + " max(r.value) as max, avg(r.value) as avg, first(r.value, r.time) as first,"
                    + " last(r.value, r.time) as last"
                    + " from store.readings r where r.sensor_key = ?"
                    + " and r.time >= time_bucket(make_interval(secs => ?), ?::timestamptz)"
                    + " and r.time < ?";
    private static final String OF_METRIC =
            " and r.metric_key = (select metric_key from store.metrics where metric = ?)";

    private SeriesQueries() {}

    /**
     * What is wanted.
     *
     * @param after time and metric of the last row before; null at the beginning
     */
    record Wanted(
            int sensorKey,
            @Nullable String metric,
            Instant from,
            Instant to,
            Step step,
            @Nullable TimeCursor after,
            int limit) {}

    /** One row, with the key that the next page begins behind. */
    record Row(TimeCursor key, ObjectNode json) {}

    static List<Row> read(Connection connection, Wanted wanted) throws SQLException {
        return wanted.step().isRaw() ? raw(connection, wanted) : rolledUp(connection, wanted);
    }

    private static List<Row> raw(Connection connection, Wanted wanted) throws SQLException {
        BoundSql sql =
                BoundSql.of(
                                "select n.metric, r.time as at, r.value, r.received_at"
                                        + " from store.readings r"
                                        + " join store.metrics n using (metric_key)"
                                        + " where r.sensor_key = ? and r.time >= ? and r.time < ?",
                                wanted.sensorKey(),
                                wanted.from(),
                                wanted.to())
                        .addIf(wanted.metric(), OF_METRIC);
        TimeCursor after = wanted.after();
        if (after != null) {
            sql.add(" and (r.time, n.metric) > (?, ?)", after.at(), after.id());
        }
        return sql.add(" order by r.time, n.metric limit ?", wanted.limit())
                .list(connection, SeriesQueries::readRaw);
    }

    private static List<Row> rolledUp(Connection connection, Wanted wanted) throws SQLException {
        double seconds = wanted.step().seconds();
        BoundSql sql =
                BoundSql.of(
                                wanted.step().isOfMinutes() ? FROM_ROLLUPS : FROM_READINGS,
                                seconds,
                                wanted.sensorKey(),
                                seconds,
                                wanted.from(),
                                wanted.to())
                        .addIf(wanted.metric(), OF_METRIC)
                        .add(
                                " group by 1, 2) b join store.metrics n using (metric_key)"
                                        + " where true");
        TimeCursor after = wanted.after();
        if (after != null) {
            sql.add(" and (b.at, n.metric) > (?, ?)", after.at(), after.id());
        }
        return sql.add(" order by b.at, n.metric limit ?", wanted.limit())
                .list(connection, SeriesQueries::readBucket);
    }

    private static Row readRaw(ResultSet row) throws SQLException {
        TimeCursor key = key(row);
        ObjectNode json = Json.object();
        json.put("metric", key.id());
        json.put("time", key.at().toString());
        json.put("value", row.getDouble("value"));
        json.put("receivedAt", String.valueOf(BoundSql.instant(row, "received_at")));
        return new Row(key, json);
    }

    private static Row readBucket(ResultSet row) throws SQLException {
        TimeCursor key = key(row);
        ObjectNode json = Json.object();
        json.put("metric", key.id());
        json.put("bucket", key.at().toString());
        json.put("count", row.getLong("count"));
        for (String figure : List.of("min", "max", "avg", "first", "last")) {
            json.put(figure, row.getDouble(figure));
        }
        return new Row(key, json);
    }

    private static TimeCursor key(ResultSet row) throws SQLException {
        @Nullable Instant at = BoundSql.instant(row, "at");
        return new TimeCursor(at == null ? Instant.EPOCH : at, row.getString("metric"));
    }
}
