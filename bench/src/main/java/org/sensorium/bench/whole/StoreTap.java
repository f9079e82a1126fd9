package org.sensorium.bench.whole;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.ingestlog.IngestLog;
import org.sensorium.sink.ingestlog.LogEntry;
import org.sensorium.sink.ingestlog.ReadingBlock;

/**
 * Sees every commit as soon as another connection of the database can: listens on the ingest log
 * and takes each message's newest reading out of it. Its time stamp is when the message was to be
 * sent, in whole milliseconds, rounded down: so the latency is up to 1 ms too long, and it holds
 * the way of the notification and the reading of the log, which is after the commit.
 */
final class StoreTap implements AutoCloseable {
    private static final int MOST_ENTRIES = 64;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
    private static final int DIGITS = 3;

    private final IngestLog log;
    private final Thread thread = new Thread(this::run, "bench-store-tap");
    private final Histogram micros = new Histogram(DIGITS);
    private long sequence;
    private volatile boolean stopped;
    private volatile @Nullable SQLException failure;

    /**
     * @param after the newest entry that is not looked at
     */
    StoreTap(DatabaseAddress address, long after) throws SQLException {
        this.log = IngestLog.open(address, "bench-store-tap");
        this.sequence = after;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        ReadingBatch readings = new ReadingBatch();
        try {
            List<String> inboxes = log.inboxes();
            while (!stopped) {
                boolean any = false;
                for (String inbox : inboxes) {
                    for (LogEntry entry : log.read(inbox, sequence, MOST_ENTRIES)) {
                        Instant now = Instant.now();
                        readings.clear();
                        ReadingBlock.decode(entry.block(), readings);
                        record(readings, now);
                        sequence = entry.sequence();
                        any = true;
                    }
                }
                if (!any) {
                    log.await(LONGEST_WAIT);
                }
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private void record(ReadingBatch readings, Instant now) {
        long nowMicros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        for (int i = 0; i < readings.size(); i++) {
            if (Math.round(readings.value(i) * 100) % 2 == 1) {
                micros.recordValue(Math.max(0, nowMicros - readings.timeMicros(i)));
            }
        }
    }

    /** Ends it and gives what it saw, microseconds. */
    Histogram finish() throws SQLException, InterruptedException {
        stopped = true;
        thread.join();
        SQLException cause = failure;
        if (cause != null) {
            throw cause;
        }
        return micros;
    }

    @Override
    public void close() throws SQLException {
        stopped = true;
        log.close();
    }
}
