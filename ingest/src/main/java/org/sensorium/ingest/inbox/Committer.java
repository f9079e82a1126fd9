package org.sensorium.ingest.inbox;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sensorium.sink.SqlFailure;
import org.sensorium.sink.ingestlog.Committed;
import org.sensorium.sink.ingestlog.FencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a batch however long that takes: while the database is away nothing is acknowledged, so
 * nothing is lost. Gives up only for what no repetition can help.
 */
final class Committer {
    private static final Logger log = LoggerFactory.getLogger(Committer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Store store;
    private volatile @Nullable String problem;
    private volatile boolean stopping;

    Committer(Store store) {
        this.store = new IsolatingStore(store);
    }

    /** Why nothing can be stored at present; null if all is well. */
    @Nullable String problem() {
        return problem;
    }

    /** From now on a batch that cannot be committed is given up: the broker keeps it. */
    void stop() {
        stopping = true;
    }

    /**
     * Returns when the batch is committed; null if it was given up because we are stopping.
     *
     * @throws SQLException if someone has to act first: wrong rights, wrong schema, fenced
     */
    @Nullable Committed commit(Batch batch) throws SQLException, InterruptedException {
        long failedAtNanos = 0;
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                Committed committed =
                        store.commit(batch.readings, batch.letters, batch.clockMicros);
                if (problem != null) {
                    log.info(
                            "the database answers again after {} s",
                            Duration.ofNanos(System.nanoTime() - failedAtNanos).toSeconds());
                    problem = null;
                }
                return committed;
            } catch (SQLException e) {
                if (e instanceof FencedException || SqlFailure.of(e) != SqlFailure.RETRY) {
                    problem = e.getMessage();
                    throw e;
                }
                if (problem == null) {
                    failedAtNanos = System.nanoTime();
                    log.warn("the database is away, readings wait at the broker: {}", e.toString());
                }
                problem = "the database is away: " + e.getMessage();
            }
            if (stopping) {
                return null;
            }
            Thread.sleep(pause.toMillis());
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                            ? pause.multipliedBy(2)
                            : LONGEST_PAUSE;
        }
    }
}
