package org.sensorium.sink.rollups;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.sensorium.model.RollUp;
import org.sensorium.sink.Micros;

/** Stores one-minute roll-ups in the caller's transaction; a repeat changes nothing. */
public final class RollUpStore {
    private static final String COLUMNS =
            "(bucket, first_at, last_at, count, min, max, sum, first, last, sensor_key, metric_key)";
    private static final String ON_CONFLICT =
            " on conflict (sensor_key, metric_key, bucket) do update set"
                    + " first_at = excluded.first_at, last_at = excluded.last_at,"
                    + " count = excluded.count, min = excluded.min, max = excluded.max,"
                    + " sum = excluded.sum, first = excluded.first, last = excluded.last";
    // Both in the order of the index, so that two writers cannot wait for each other.
    private static final String UPSERT =
            "insert into store.rollups_1m "
                    + COLUMNS
                    + " select "
                    + Micros.toTimestamp("bucket")
                    + ", "
                    + Micros.toTimestamp("first_at")
                    + ", "
                    + Micros.toTimestamp("last_at")
                    + ", count, min, max, sum, first, last, sensor_key, metric_key"
                    + " from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],"
                    + " ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[],"
                    + " ?::integer[], ?::smallint[]) as n "
                    + COLUMNS
                    + " order by sensor_key, metric_key, bucket"
                    + ON_CONFLICT;
    // The bounds leave out all chunks that no minute touches.
    private static final String RECOMPUTE =
            "insert into store.rollups_1m "
                    + COLUMNS
                    + " select m.bucket, r.*, m.sensor_key, m.metric_key from (select sensor_key,"
                    + " metric_key, "
                    + Micros.toTimestamp("bucket")
                    + " as bucket from unnest(?::integer[], ?::smallint[], ?::bigint[])"
                    + " as n (sensor_key, metric_key, bucket)) as m cross join lateral"
                    + " (select min(time), max(time), count(*) as readings, min(value), max(value),"
                    + " sum(value), first(value, time), last(value, time) from store.readings"
                    + " where sensor_key = m.sensor_key and metric_key = m.metric_key"
                    + " and time >= m.bucket and time < m.bucket + interval '1 minute'"
                    + " and time >= ? and time < ?) as r where r.readings > 0"
                    + " order by m.sensor_key, m.metric_key, m.bucket"
                    + ON_CONFLICT;
    private static final long MINUTE_MICROS = 60_000_000;

    private RollUpStore() {}

    /** Stores the roll-ups, each in the place of an earlier one of the same minute. */
    public static void upsert(Connection connection, List<RollUp> rollUps) throws SQLException {
        if (rollUps.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setObject(1, longs(rollUps, RollUp::bucketMicros));
            upsert.setObject(2, longs(rollUps, RollUp::firstAtMicros));
            upsert.setObject(3, longs(rollUps, RollUp::lastAtMicros));
            upsert.setObject(4, longs(rollUps, RollUp::count));
            upsert.setObject(5, doubles(rollUps, RollUp::min));
            upsert.setObject(6, doubles(rollUps, RollUp::max));
            upsert.setObject(7, doubles(rollUps, RollUp::sum));
            upsert.setObject(8, doubles(rollUps, RollUp::first));
            upsert.setObject(9, doubles(rollUps, RollUp::last));
            upsert.setObject(10, rollUps.stream().mapToInt(RollUp::sensorKey).toArray());
            upsert.setObject(11, shorts(rollUps, RollUp::metricKey));
            upsert.executeUpdate();
        }
    }

    /**
     * Computes minutes anew from the stored readings: for readings that came after the job had let
     * go of their minute.
     *
     * @param minutes each once
     */
    public static void recompute(Connection connection, List<SeriesMinute> minutes)
            throws SQLException {
        if (minutes.isEmpty()) {
            return;
        }
        long[] buckets = longs(minutes, SeriesMinute::bucketMicros);
        LongSummaryStatistics span = LongStream.of(buckets).summaryStatistics();
        // Statistics know nothing of the newest readings: the planner takes them for next to none.
        try (Statement settings = connection.createStatement()) {
            settings.execute("set local enable_seqscan = off");
        }
        try (PreparedStatement recompute = connection.prepareStatement(RECOMPUTE)) {
            recompute.setObject(1, minutes.stream().mapToInt(SeriesMinute::sensorKey).toArray());
            recompute.setObject(2, shorts(minutes, SeriesMinute::metricKey));
            recompute.setObject(3, buckets);
            setTime(recompute, 4, span.getMin());
            setTime(recompute, 5, span.getMax() + MINUTE_MICROS);
            recompute.executeUpdate();
        }
    }

    private static <T> long[] longs(List<T> of, ToLongFunction<T> part) {
        return of.stream().mapToLong(part).toArray();
    }

    private static <T> short[] shorts(List<T> of, ToIntFunction<T> part) {
        short[] parts = new short[of.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (short) part.applyAsInt(of.get(i));
        }
        return parts;
    }

    private static <T> double[] doubles(List<T> of, ToDoubleFunction<T> part) {
        return of.stream().mapToDouble(part).toArray();
    }

    private static void setTime(PreparedStatement statement, int index, long micros)
            throws SQLException {
        statement.setObject(index, Micros.toOffsetDateTime(Micros.toInstant(micros)));
    }
}
