package org.sensorium.sink.rollups;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private static final String UPSERT =
            "insert into store.rollups_1m "
                    + COLUMNS
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + ON_CONFLICT;
    private static final String RECOMPUTE =
            "insert into store.rollups_1m "
                    + COLUMNS
                    + " select ?, min(time), max(time), count(*), min(value), max(value),"
                    + " sum(value), first(value, time), last(value, time), sensor_key, metric_key"
                    + " from store.readings where sensor_key = ? and metric_key = ?"
                    + " and time >= ? and time < ? group by sensor_key, metric_key"
                    + ON_CONFLICT;
    private static final long MINUTE_MICROS = 60_000_000;

    private RollUpStore() {}

    /** Stores the roll-ups, each in the place of an earlier one of the same minute. */
    public static void upsert(Connection connection, List<RollUp> rollUps) throws SQLException {
        if (rollUps.isEmpty()) {
            return;
        }
        // In the order of the index, so that two writers cannot wait for each other.
        List<RollUp> ordered = new ArrayList<>(rollUps);
        ordered.sort(
                Comparator.comparingInt(RollUp::sensorKey)
                        .thenComparingInt(RollUp::metricKey)
                        .thenComparingLong(RollUp::bucketMicros));
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (RollUp rollUp : ordered) {
                setTime(upsert, 1, rollUp.bucketMicros());
                setTime(upsert, 2, rollUp.firstAtMicros());
                setTime(upsert, 3, rollUp.lastAtMicros());
                upsert.setLong(4, rollUp.count());
                upsert.setDouble(5, rollUp.min());
                upsert.setDouble(6, rollUp.max());
                upsert.setDouble(7, rollUp.sum());
                upsert.setDouble(8, rollUp.first());
                upsert.setDouble(9, rollUp.last());
                upsert.setInt(10, rollUp.sensorKey());
                upsert.setShort(11, rollUp.metricKey());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /**
     * Computes one minute anew from the stored readings: for readings that came after the job had
     * let go of their minute.
     *
     * @param bucketMicros start of the minute
     */
    public static void recompute(
            Connection connection, int sensorKey, short metricKey, long bucketMicros)
            throws SQLException {
        try (PreparedStatement recompute = connection.prepareStatement(RECOMPUTE)) {
            setTime(recompute, 1, bucketMicros);
            recompute.setInt(2, sensorKey);
            recompute.setShort(3, metricKey);
            setTime(recompute, 4, bucketMicros);
            setTime(recompute, 5, bucketMicros + MINUTE_MICROS);
            recompute.executeUpdate();
        }
    }

    private static void setTime(PreparedStatement statement, int index, long micros)
            throws SQLException {
        statement.setObject(index, Micros.toOffsetDateTime(Micros.toInstant(micros)));
    }
}
