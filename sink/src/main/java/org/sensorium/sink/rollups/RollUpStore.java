package org.sensorium.sink.rollups;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
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
    private static final String BUCKET = "timestamptz 'epoch' + bucket * interval '1 microsecond'";

    // Both in the order of the index, so that two writers cannot wait for each other.
    private static final String UPSERT =
            "insert into store.rollups_1m "
                    + COLUMNS
                    + " select "
                    + BUCKET
                    + ", timestamptz 'epoch' + first_at * interval '1 microsecond',"
                    + " timestamptz 'epoch' + last_at * interval '1 microsecond',"
                    + " count, min, max, sum, first, last, sensor_key, metric_key"
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
                    + BUCKET
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
            short[] metrics = new short[rollUps.size()];
            for (int i = 0; i < metrics.length; i++) {
                metrics[i] = rollUps.get(i).metricKey();
            }
            upsert.setObject(11, metrics);
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
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        int[] sensors = new int[minutes.size()];
        short[] metrics = new short[minutes.size()];
        for (int i = 0; i < sensors.length; i++) {
            SeriesMinute minute = minutes.get(i);
            sensors[i] = minute.sensorKey();
            metrics[i] = minute.metricKey();
            earliest = Math.min(earliest, minute.bucketMicros());
            latest = Math.max(latest, minute.bucketMicros());
        }
        // Statistics know nothing of the newest readings: the planner takes them for next to none.
        try (Statement settings = connection.createStatement()) {
            settings.execute("set local enable_seqscan = off");
        }
        try (PreparedStatement recompute = connection.prepareStatement(RECOMPUTE)) {
            recompute.setObject(1, sensors);
            recompute.setObject(2, metrics);
            recompute.setObject(3, longs(minutes, SeriesMinute::bucketMicros));
            setTime(recompute, 4, earliest);
            setTime(recompute, 5, latest + MINUTE_MICROS);
            recompute.executeUpdate();
        }
    }

    private static <T> long[] longs(List<T> of, ToLongFunction<T> part) {
        return of.stream().mapToLong(part).toArray();
    }

    private static <T> double[] doubles(List<T> of, ToDoubleFunction<T> part) {
        return of.stream().mapToDouble(part).toArray();
    }

    private static void setTime(PreparedStatement statement, int index, long micros)
            throws SQLException {
        statement.setObject(index, Micros.toOffsetDateTime(Micros.toInstant(micros)));
    }
}
