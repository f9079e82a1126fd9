package org.sensorium.sink.readings;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.BitSet;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.Micros;

/**
 * Stores a batch of which some readings may be stored already. The slow way: through a temporary
 * table, taken only after {@link BinaryCopy} met a duplicate.
 */
final class ReadingMerge {
    private static final String INCOMING =
            "create temporary table if not exists incoming (time timestamptz not null,"
                    + " received_at timestamptz not null, value double precision not null,"
                    + " sensor_key integer not null, metric_key smallint not null,"
                    + " position integer not null) on commit delete rows";
    private static final String INSERT =
            "with added as (insert into store.readings"
                    + " (time, received_at, value, sensor_key, metric_key)"
                    + " select time, received_at, value, sensor_key, metric_key from incoming"
                    + " order by sensor_key, time, metric_key on conflict do nothing"
                    + " returning sensor_key, metric_key, time)"
                    + " select i.position from added"
                    + " join incoming i using (sensor_key, metric_key, time)";
    // Each by the index, in this direction: statistics know nothing of the newest readings, so that
    // the planner takes them for next to none. A join that may be turned around would look through
    // the whole batch for each of them. The bounds leave out all chunks that it does not touch.
    static final String STORED =
            "select i.position, r.value from incoming i cross join lateral"
                    + " (select value from store.readings where sensor_key = i.sensor_key"
                    + " and metric_key = i.metric_key and time = i.time"
                    + " and time between ? and ? limit 1) r";

    private ReadingMerge() {}

    /** Stores what is new, in the caller's transaction. */
    static StoredReadings merge(Connection connection, ReadingBatch batch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(INCOMING);
        }
        BinaryCopy.intoIncoming(connection, batch);
        BitSet added = new BitSet(batch.size());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INSERT)) {
            while (rows.next()) {
                added.set(rows.getInt(1));
            }
        }
        double[] stored = valuesOf(batch);
        if (added.cardinality() < batch.size()) {
            readStored(connection, batch, stored);
        }
        return new StoredReadings(added, stored);
    }

    private static double[] valuesOf(ReadingBatch batch) {
        double[] values = new double[batch.size()];
        Arrays.setAll(values, batch::value);
        return values;
    }

    private static void readStored(Connection connection, ReadingBatch batch, double[] stored)
            throws SQLException {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < batch.size(); i++) {
            earliest = Math.min(earliest, batch.timeMicros(i));
            latest = Math.max(latest, batch.timeMicros(i));
        }
        try (Statement settings = connection.createStatement()) {
            settings.execute("set local enable_seqscan = off");
        }
        try (PreparedStatement query = connection.prepareStatement(STORED)) {
            query.setObject(1, Micros.toOffsetDateTime(Micros.toInstant(earliest)));
            query.setObject(2, Micros.toOffsetDateTime(Micros.toInstant(latest)));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    stored[rows.getInt(1)] = rows.getDouble(2);
                }
            }
        }
    }
}
