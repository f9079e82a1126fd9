package org.sensorium.sink.readings;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.sensorium.model.ReadingBatch;

/**
 * When each sensor was last heard of. Gathered in memory and written every few seconds: what a
 * crash loses is made good by the sensor's next reading. For one thread.
 */
public final class LastSeenStore {
    // In the order of the keys, so that two gateways cannot wait for each other.
    private static final String UPSERT =
            "insert into store.sensor_seen as s (sensor_key, last_seen)"
                    + " select k, to_timestamp(m / 1000000.0)"
                    + " from unnest(?::integer[], ?::bigint[]) as n(k, m) order by k"
                    + " on conflict (sensor_key) do update"
                    + " set last_seen = greatest(s.last_seen, excluded.last_seen)";

    private final DataSource database;
    private final BitSet fresh = new BitSet();
    private long[] micros = new long[1024];

    public LastSeenStore(DataSource database) {
        this.database = database;
    }

    /** Notes the receipt of each reading. */
    public void seen(ReadingBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int key = batch.sensorKey(i);
            if (key >= micros.length) {
                micros = Arrays.copyOf(micros, Math.max(key + 1, micros.length * 2));
            }
            micros[key] = Math.max(micros[key], batch.receivedMicros(i));
            fresh.set(key);
        }
    }

    /** Writes what was noted since the last time. */
    public void write() throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        int[] keys = fresh.stream().toArray();
        long[] times = IntStream.of(keys).mapToLong(key -> micros[key]).toArray();
        try (Connection connection = database.getConnection();
                PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setObject(1, keys);
            upsert.setObject(2, times);
            upsert.executeUpdate();
        }
        fresh.clear();
    }
}
