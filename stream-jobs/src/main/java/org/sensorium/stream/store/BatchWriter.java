package org.sensorium.stream.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;

/**
 * Collects items and stores them when there are enough, when the oldest has waited long enough, and
 * before each checkpoint. While the database is away the task waits here, and the job with it.
 *
 * <p>{@code sensorium_store_rollups_total}, {@code sensorium_store_alert_events_total}: counted
 * after the commit, repeats after a crash included.
 */
final class BatchWriter<T> implements SinkWriter<T> {
    private final Transactions<T> transactions;
    private final Runnable whenClosed;
    private final ProcessingTimeService clock;
    private final Counter stored;
    private final int mostItems;
    private final long delayMillis;
    private List<T> batch = new ArrayList<>();
    private boolean timerSet;

    BatchWriter(
            Transactions<T> transactions,
            Runnable whenClosed,
            ProcessingTimeService clock,
            Counter stored,
            int mostItems,
            long delayMillis) {
        this.transactions = transactions;
        this.whenClosed = whenClosed;
        this.clock = clock;
        this.stored = stored;
        this.mostItems = mostItems;
        this.delayMillis = delayMillis;
    }

    @Override
    public void write(T item, Context context) throws InterruptedException {
        batch.add(item);
        if (batch.size() >= mostItems) {
            store();
        } else if (!timerSet) {
            timerSet = true;
            var unused =
                    clock.registerTimer(
                            clock.getCurrentProcessingTime() + delayMillis,
                            time -> {
                                timerSet = false;
                                store();
                            });
        }
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        store();
    }

    private void store() throws InterruptedException {
        if (!batch.isEmpty()) {
            List<T> full = batch;
            batch = new ArrayList<>();
            stored.inc(transactions.store(full));
        }
    }

    @Override
    public void close() {
        whenClosed.run();
    }
}
