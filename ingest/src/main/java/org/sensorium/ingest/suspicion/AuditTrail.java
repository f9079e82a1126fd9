package org.sensorium.ingest.suspicion;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sql.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes security events to the audit log, on a thread of its own: nobody who signs in or publishes
 * waits for the database. What does not fit while the database is away is counted as lost.
 */
public final class AuditTrail implements Consumer<SecurityEvent>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final int WAITING = 1_000;
    private static final long LAST_LINES_SECONDS = 5;

    private final DataSource database;
    private final SuspicionMeters meters;
    private final ThreadPoolExecutor writer;

    /** Writes with the gateway's own role, which may add lines and not read them. */
    public AuditTrail(DataSource database, MeterRegistry registry) {
        this.database = database;
        this.meters = new SuspicionMeters(registry);
        writer =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        task -> {
                            Thread thread = new Thread(task, "audit-trail");
                            thread.setDaemon(true);
                            return thread;
                        },
                        (task, executor) -> meters.lost());
    }

    @Override
    public void accept(SecurityEvent event) {
        writer.execute(() -> write(event));
    }

    private void write(SecurityEvent event) {
        try {
            Transactions.in(
                    database,
                    connection -> {
                        AuditLog.write(
                                connection,
                                event.actor(),
                                event.action(),
                                event.subject(),
                                event.detail());
                        return event;
                    });
        } catch (SQLException | RuntimeException e) {
            meters.lost();
            log.warn("{} is not in the audit log: {}", event.action(), e.toString());
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_LINES_SECONDS, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
