package org.sensorium.ingest.inbox;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.RejectionReason;
import org.sensorium.sink.Micros;
import org.sensorium.sink.SqlFailure;
import org.sensorium.sink.ingestlog.Committed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a batch; where the database refuses its data, halves it until the culprit stands alone
 * and goes to the dead letters, so that it costs only itself. No validated reading is known to do
 * that: this is the net below.
 */
final class IsolatingStore implements Store {
    private static final Logger log = LoggerFactory.getLogger(IsolatingStore.class);

    private final Store store;

    IsolatingStore(Store store) {
        this.store = store;
    }

    @Override
    public Committed commit(ReadingBatch batch, List<DeadLetter> letters, long clockMicros)
            throws SQLException {
        try {
            return store.commit(batch, letters, clockMicros);
        } catch (SQLException e) {
            if (SqlFailure.of(e) != SqlFailure.ISOLATE) {
                throw e;
            }
            log.error("the database refuses a batch of {} readings: halving it", batch.size(), e);
            return halve(batch, letters, clockMicros, e);
        }
    }

    private Committed halve(
            ReadingBatch batch, List<DeadLetter> letters, long clockMicros, SQLException refusal)
            throws SQLException {
        if (batch.size() > 1) {
            int middle = batch.size() / 2;
            Committed first = commit(part(batch, 0, middle), letters, clockMicros);
            Committed second = commit(part(batch, middle, batch.size()), List.of(), clockMicros);
            return sum(first, second);
        }
        if (letters.size() > 1) {
            int middle = letters.size() / 2;
            Committed first = commit(batch, letters.subList(0, middle), clockMicros);
            Committed second =
                    commit(
                            new ReadingBatch(),
                            letters.subList(middle, letters.size()),
                            clockMicros);
            return sum(first, second);
        }
        if (batch.size() == 1 && letters.isEmpty()) {
            return store.commit(new ReadingBatch(), List.of(letterOf(batch, refusal)), clockMicros);
        }
        if (batch.size() == 1) {
            return sum(
                    commit(batch, List.of(), clockMicros),
                    commit(new ReadingBatch(), letters, clockMicros));
        }
        if (letters.size() == 1) {
            DeadLetter bare = bare(letters.get(0), refusal);
            return store.commit(batch, List.of(bare), clockMicros);
        }
        throw refusal;
    }

    /** Of what a sensor wrote only the bytes: the database takes any. */
    private static DeadLetter bare(DeadLetter refused, SQLException refusal) {
        return new DeadLetter(
                refused.receivedAt(),
                refused.topic(),
                null,
                null,
                null,
                refused.reason(),
                "kept without sensor and metric, since the database refuses this dead letter: "
                        + refusal.getMessage(),
                refused.payload());
    }

    private static DeadLetter letterOf(ReadingBatch batch, SQLException refusal) {
        String payload =
                "{\"sensorKey\":%d,\"metricKey\":%d,\"timeMicros\":%d,\"value\":%s}"
                        .formatted(
                                batch.sensorKey(0),
                                batch.metricKey(0),
                                batch.timeMicros(0),
                                batch.value(0));
        return new DeadLetter(
                Micros.toInstant(batch.receivedMicros(0)),
                "readings",
                null,
                null,
                null,
                RejectionReason.OUT_OF_RANGE,
                "the database refuses this reading: " + refusal.getMessage(),
                payload.getBytes(StandardCharsets.UTF_8));
    }

    private static ReadingBatch part(ReadingBatch batch, int from, int to) {
        ReadingBatch part = new ReadingBatch();
        for (int i = from; i < to; i++) {
            part.addFrom(batch, i);
        }
        return part;
    }

    private static Committed sum(Committed a, Committed b) {
        List<DeadLetter> conflicts = new ArrayList<>(a.conflicts());
        conflicts.addAll(b.conflicts());
        return new Committed(
                b.sequence(), a.stored() + b.stored(), a.duplicates() + b.duplicates(), conflicts);
    }
}
