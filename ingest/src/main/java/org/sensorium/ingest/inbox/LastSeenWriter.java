package org.sensorium.ingest.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sensorium.sink.readings.LastSeenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes when sensors were last heard of, beside the commits and not between them: every five
 * seconds, and less often where there are more than 25,000 sensors. 5,000 rows a second are little
 * to the database, where those of a great city at once would hold up its readings.
 */
final class LastSeenWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LastSeenWriter.class);
    private static final int AT_A_TIME = 1000;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final LastSeenStore store;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "last-seen");

    LastSeenWriter(LastSeenStore store) {
        this.store = store;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            long began = System.nanoTime();
            while (!stops(EVERY.minusNanos(System.nanoTime() - began))) {
                began = System.nanoTime();
                boolean more = true;
                while (more) {
                    more = writeSome() && !stops(BETWEEN);
                }
            }
            writeTheRest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeTheRest() {
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        boolean more = true;
        while (more && System.nanoTime() < deadline) {
            more = writeSome();
        }
    }

    private boolean stops(Duration within) throws InterruptedException {
        return stopped.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** False once all had their turn. */
    private boolean writeSome() {
        try {
            return store.write(AT_A_TIME) == AT_A_TIME;
        } catch (SQLException e) {
            log.debug("last_seen is written later", e);
            return false;
        }
    }

    /** Writes what is left, as far as two seconds suffice. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(LONGEST_STOP.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
