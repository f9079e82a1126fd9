package org.sensorium.stream.publish;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.publish.Outbox;
import org.sensorium.sink.publish.OutboxEvent;

/** The little that publishing needs of the outbox. */
interface Events extends AutoCloseable {
    boolean lead() throws SQLException;

    List<OutboxEvent> next(int most) throws SQLException;

    void published(List<Long> ids) throws SQLException;

    void await(Duration atMost) throws SQLException;

    @Override
    void close() throws SQLException;

    /** Connects to it. */
    interface Opener {
        Events open() throws SQLException;
    }

    /** The outbox in the database. */
    static Events inDatabase(DatabaseAddress address) throws SQLException {
        Outbox outbox = Outbox.open(address, "sensorium-job-publisher");
        return new Events() {
            @Override
            public boolean lead() throws SQLException {
                return outbox.lead();
            }

            @Override
            public List<OutboxEvent> next(int most) throws SQLException {
                return outbox.next(most);
            }

            @Override
            public void published(List<Long> ids) throws SQLException {
                outbox.published(ids);
            }

            @Override
            public void await(Duration atMost) throws SQLException {
                outbox.await(atMost);
            }

            @Override
            public void close() throws SQLException {
                outbox.close();
            }
        };
    }
}
