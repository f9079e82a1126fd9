package org.sensorium.stream.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.sensorium.sink.ConnectionPool;
import org.sensorium.sink.DatabaseAddress;

/** Makes writers that store in batches. */
public final class StoreSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1;

    private final DatabaseAddress address;
    private final Target<T> target;
    private final int mostItems;
    private final long delayMillis;

    /**
     * @param mostItems a batch of so many is stored at once; too low costs commits, too high memory
     * @param delay the longest time that an item waits for others
     */
    public StoreSink(DatabaseAddress address, Target<T> target, int mostItems, Duration delay) {
        this.address = address;
        this.target = target;
        this.mostItems = mostItems;
        this.delayMillis = delay.toMillis();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        String name =
                "sensorium-job-"
                        + target.name()
                        + '-'
                        + context.getTaskInfo().getIndexOfThisSubtask();
        HikariDataSource pool = ConnectionPool.open(address, name, 1);
        return new BatchWriter<>(
                new Transactions<>(pool::getConnection, target),
                pool::close,
                context.getProcessingTimeService(),
                context.metricGroup()
                        .addGroup("sensorium")
                        .addGroup("store")
                        .counter(target.name()),
                mostItems,
                delayMillis);
    }
}
