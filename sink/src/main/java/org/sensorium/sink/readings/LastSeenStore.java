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
 * When each sensor was last heard of. Gathered in memory and written now and then, some sensors at
 * a time: what a crash loses is made good by the sensor's next reading. One thread may gather while
 * another writes.
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
    private int next;

    public LastSeenStore(DataSource database) {
        this.database = database;
    }

    /** Notes the receipt of each reading. */
    public synchronized void seen(ReadingBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int key = batch.sensorKey(i);
            if (key >= micros.length) {
                micros = Arrays.copyOf(micros, Math.max(key + 1, micros.length * 2));
            }
            micros[key] = Math.max(micros[key], batch.receivedMicros(i));
            fresh.set(key);
        }
    }

    /**
     * Writes some of what was noted and not written yet, each sensor in its turn.
     *
     * @param most so many sensors at most
     * @return how many; fewer than the most once all had their turn
     * @throws SQLException if the database is away: they stay noted
     */
    public int write(int most) throws SQLException {
        Noted noted = take(most);
        if (noted.keys.length == 0) {
            return 0;
        }
        boolean written = false;
        try (Connection connection = database.getConnection();
                PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setObject(1, noted.keys);
            upsert.setObject(2, noted.micros);
            upsert.executeUpdate();
            written = true;
        } finally {
            if (!written) {
                putBack(noted);
            }
        }
        return noted.keys.length;
    }

    private record Noted(int[] keys, long[] micros) {}

    private synchronized Noted take(int most) {
        int[] keys = new int[Math.min(most, fresh.cardinality())];
        int taken = 0;
        int key = fresh.nextSetBit(next);
        while (key >= 0 && taken < keys.length) {
            keys[taken++] = key;
            fresh.clear(key);
            key = fresh.nextSetBit(key + 1);
        }
        next = Math.max(key, 0);
        int[] all = Arrays.copyOf(keys, taken);
        return new Noted(all, IntStream.of(all).mapToLong(each -> micros[each]).toArray());
    }

    private synchronized void putBack(Noted noted) {
        for (int key : noted.keys) {
            fresh.set(key);
        }
    }
}
