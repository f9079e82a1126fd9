package org.sensorium.stream.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sensorium.sink.SqlFailure;
import org.sensorium.stream.log.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches into the database, one transaction each, and acts on failures by their kind: where
 * the database is away it tries again for as long as that takes, what does not fit is singled out,
 * and what no repetition helps fails the job with what to do. For one thread.
 */
final class Transactions<T> {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private final Connections connections;
    private final Target<T> target;
    private final Outage outage;

    /** Where connections come from: the database's pool, or a test. */
    interface Connections {
        Connection connect() throws SQLException;
    }

    Transactions(Connections connections, Target<T> target) {
        this.connections = connections;
        this.target = target;
        this.outage = new Outage(log, "storing " + target.name());
    }

    /**
     * Returns once all of the batch is committed, or logged as not storable.
     *
     * @return how many were stored
     * @throws IllegalStateException if sign-in, rights or schema are wrong
     * @throws InterruptedException if the job is stopped meanwhile: nothing is lost, since the next
     *     run repeats what is not in a checkpoint
     */
    int store(List<T> batch) throws InterruptedException {
        while (true) {
            try {
                commit(batch);
                outage.over();
                return batch.size();
            } catch (SQLException e) {
                switch (SqlFailure.of(e)) {
                    case RETRY -> {
                        outage.happened(e);
                        Thread.sleep(outage.pauseMillis());
                    }
                    case ISOLATE -> {
                        return isolate(batch, e);
                    }
                    case STOP ->
                            throw new IllegalStateException(
                                    "cannot store "
                                            + target.name()
                                            + ": "
                                            + e.getMessage()
                                            + ". Check the database's address, the role's rights"
                                            + " and that the schema is migrated",
                                    e);
                }
            }
        }
    }

    private int isolate(List<T> batch, SQLException failure) throws InterruptedException {
        if (batch.size() == 1) {
            log.error("left out, the database refuses it: {}", batch.get(0), failure);
            return 0;
        }
        int half = batch.size() / 2;
        return store(batch.subList(0, half)) + store(batch.subList(half, batch.size()));
    }

    private void commit(List<T> batch) throws SQLException {
        try (Connection connection = connections.connect()) {
            connection.setAutoCommit(false);
            try {
                target.store(connection, batch);
                connection.commit();
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
