package org.sensorium.registry.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Work on one connection, all of it or none. */
public final class Transactions {
    /** The lock that the registry's tables take with each change (see {@code bump_revision}). */
    private static final String REGISTRY_LOCK = "select pg_advisory_xact_lock(7364573)";

    private Transactions() {}

    /** What to do with the connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Neither commits nor rolls back by itself. */
        T on(Connection connection) throws SQLException;
    }

    /** One snapshot for several queries. */
    public static <T> T reading(DataSource db, Work<T> work) throws SQLException {
        return in(db, work);
    }

    /**
     * A change of the registry's tables. Takes their lock first: taken by the first trigger only,
     * it could wait for somebody who waits for a row of ours.
     */
    public static <T> T changing(DataSource db, Work<T> work) throws SQLException {
        return in(
                db,
                connection -> {
                    try (PreparedStatement lock = connection.prepareStatement(REGISTRY_LOCK)) {
                        lock.execute();
                    }
                    return work.on(connection);
                });
    }

    /** All of it or none. */
    public static <T> T in(DataSource db, Work<T> work) throws SQLException {
        try (Connection connection = db.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
