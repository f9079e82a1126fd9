package org.sensorium.sink.readings;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import org.sensorium.model.ReadingBatch;

/** Stores distinct readings in the caller's transaction. */
public final class ReadingStore {
    private ReadingStore() {}

    /**
     * The fast way, for readings that are all new.
     *
     * @throws SQLException a unique violation if one is stored already: roll back and {@link
     *     #merge}
     */
    public static StoredReadings append(Connection connection, ReadingBatch distinct)
            throws SQLException {
        BitSet added = new BitSet(distinct.size());
        double[] values = new double[distinct.size()];
        if (!distinct.isEmpty()) {
            BinaryCopy.intoReadings(connection, distinct);
            added.set(0, distinct.size());
            Arrays.setAll(values, distinct::value);
        }
        return new StoredReadings(added, values);
    }

    /** Stores what is new and tells what was there: a reading that is stored stays as it is. */
    public static StoredReadings merge(Connection connection, ReadingBatch distinct)
            throws SQLException {
        return ReadingMerge.merge(connection, distinct);
    }
}
