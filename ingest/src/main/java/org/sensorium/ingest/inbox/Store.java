package org.sensorium.ingest.inbox;

import java.sql.SQLException;
import java.util.List;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.ingestlog.Committed;

/** Where batches are committed: the sink's inbox, or a test's stand-in. */
@FunctionalInterface
interface Store {
    /** All or nothing; see {@link org.sensorium.sink.ingestlog.Inbox#commit}. */
    Committed commit(ReadingBatch batch, List<DeadLetter> letters, long clockMicros)
            throws SQLException;
}
