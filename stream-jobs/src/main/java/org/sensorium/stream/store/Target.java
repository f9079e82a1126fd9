package org.sensorium.stream.store;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a batch is stored by. Storing the same again changes nothing. */
public interface Target<T> extends Serializable {
    /** A word for threads, logs and metrics, such as {@code rollups}. */
    String name();

    /** In the caller's transaction, in the order given. */
    void store(Connection connection, List<T> batch) throws SQLException;
}
