package org.sensorium.stream.log;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fetch loop's body, on the fetcher's thread: reads what is new in the inboxes assigned, waits
 * where nothing is. While the database is away it waits longer and longer and fails nothing.
 */
final class LogFetcher implements SplitReader<Slice, InboxSplit> {
    /** Decoded entries held at a time: at most so many for each inbox and fetch. */
    private static final int MOST_ENTRIES = 16;

    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    /**
     * An inbox without even a heartbeat for so long has no gateway: others that are heard do not
     * wait for it. Never all are let go of: the source would be idle, and when it is not any more
     * the job's clock would follow the first of its threads instead of the last.
     */
    private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();

    private static final Logger logger = LoggerFactory.getLogger(LogFetcher.class);

    private final Log log;
    private final LongSupplier nanoClock;
    private final Map<String, Cursor> cursors = new LinkedHashMap<>();
    private final Outage outage = new Outage(logger, "reading the ingest log");
    private final Object pause = new Object();
    private boolean woken;

    /** How far an inbox has been fetched, and when it last had something. */
    private static final class Cursor {
        private long sequence;
        private long heardNanos;
        private boolean quiet;

        private Cursor(long sequence, long nowNanos) {
            this.sequence = sequence;
            this.heardNanos = nowNanos;
        }
    }

    LogFetcher(Log log) {
        this(log, System::nanoTime);
    }

    LogFetcher(Log log, LongSupplier nanoClock) {
        this.log = log;
        this.nanoClock = nanoClock;
    }

    @Override
    public RecordsWithSplitIds<Slice> fetch() throws IOException {
        RecordsBySplits.Builder<Slice> fetched = new RecordsBySplits.Builder<>();
        boolean any = false;
        try {
            for (Map.Entry<String, Cursor> entry : cursors.entrySet()) {
                any |= fetch(entry.getKey(), entry.getValue(), fetched);
            }
            outage.over();
            if (!any) {
                log.await(LONGEST_WAIT);
            }
        } catch (IOException e) {
            outage.happened(e);
            pause(outage.pauseMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return fetched.build();
    }

    private boolean fetch(String inbox, Cursor cursor, RecordsBySplits.Builder<Slice> fetched)
            throws IOException {
        List<Slice> slices = log.read(inbox, cursor.sequence, MOST_ENTRIES);
        if (slices.isEmpty()) {
            if (!cursor.quiet && isSilent(cursor) && isAnyHeard()) {
                cursor.quiet = true;
                fetched.add(inbox, Slice.quiet(cursor.sequence));
                return true;
            }
            return false;
        }
        fetched.addAll(inbox, slices);
        cursor.sequence = slices.get(slices.size() - 1).sequence();
        cursor.heardNanos = nanoClock.getAsLong();
        cursor.quiet = false;
        return true;
    }

    private boolean isSilent(Cursor cursor) {
        return nanoClock.getAsLong() - cursor.heardNanos > QUIET_NANOS;
    }

    private boolean isAnyHeard() {
        return cursors.values().stream().anyMatch(each -> !isSilent(each));
    }

    private void pause(long millis) {
        synchronized (pause) {
            long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
            try {
                for (long left = millis; left > 0 && !woken; ) {
                    pause.wait(left);
                    left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            woken = false;
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<InboxSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("inboxes are only ever added, got " + change);
        }
        for (InboxSplit split : change.splits()) {
            logger.info("reading inbox '{}' after entry {}", split.inbox(), split.offset());
            cursors.put(split.inbox(), new Cursor(split.offset(), nanoClock.getAsLong()));
        }
    }

    @Override
    public void wakeUp() {
        synchronized (pause) {
            woken = true;
            pause.notifyAll();
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
