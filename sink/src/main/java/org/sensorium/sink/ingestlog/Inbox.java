package org.sensorium.sink.ingestlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.Micros;
import org.sensorium.sink.SqlFailure;
import org.sensorium.sink.deadletters.DeadLetterStore;
import org.sensorium.sink.readings.DistinctReadings;
import org.sensorium.sink.readings.ReadingStore;
import org.sensorium.sink.readings.StoredReadings;

/**
 * One gateway's transactional inbox: what {@link #commit} has returned for is stored for good, and
 * its sender may be answered. For one thread at a time.
 */
public final class Inbox {
    private static final String ADVANCE =
            "update store.inboxes set last_seq = last_seq + 1 where inbox = ? and epoch = ?"
                    + " returning last_seq";
    private static final String LOG =
            "with logged as (insert into store.ingest_log"
                    + " (inbox, seq, epoch, received_at, reading_count, block)"
                    + " values (?, ?, ?, ?, ?, ?) returning seq)"
                    + " select pg_notify('ingest_log', '') from logged";

    private final DataSource database;
    private final String name;
    private final long epoch;
    private final boolean isNew;
    private long lastSequence;
    // Duplicates come in runs (a redelivery, a second replay): after one, the next batch is merged
    // at once instead of failing first.
    private boolean duplicatesLately;

    private Inbox(DataSource database, String name, long epoch, long lastSequence) {
        this.database = database;
        this.name = name;
        this.epoch = epoch;
        this.lastSequence = lastSequence;
        this.isNew = lastSequence == 0;
    }

    /**
     * Takes the next epoch of the inbox; whoever held it before can write nothing any more, even if
     * it stands still in the middle of a commit.
     *
     * @throws SQLException if the database is away
     */
    public static Inbox claim(DataSource database, String name) throws SQLException {
        try (Connection connection = database.getConnection()) {
            InboxClaim claim = InboxClaim.take(connection, name);
            return new Inbox(database, name, claim.epoch(), claim.lastSequence());
        }
    }

    public String name() {
        return name;
    }

    public long epoch() {
        return epoch;
    }

    /** Of the newest entry of this inbox; 0 before the first. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Whether nothing had ever been committed under this name when it was claimed. */
    public boolean isNew() {
        return isNew;
    }

    /**
     * Stores the readings that are new, the dead letters, and the log entry that carries the new
     * readings to the job, in one transaction. Afterwards the messages may be acknowledged.
     *
     * @param batch may be empty: a heartbeat, which carries the clock
     * @param clockMicros everything received before it is in this entry or an earlier one
     * @throws FencedException if another gateway has claimed the inbox
     * @throws SQLException otherwise; nothing was stored then, {@link SqlFailure} says what helps
     */
    public Committed commit(ReadingBatch batch, List<DeadLetter> deadLetters, long clockMicros)
            throws SQLException {
        DistinctReadings distinct = DistinctReadings.of(batch);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return commit(connection, distinct, deadLetters, clockMicros);
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private Committed commit(
            Connection connection,
            DistinctReadings distinct,
            List<DeadLetter> deadLetters,
            long clockMicros)
            throws SQLException {
        if (!duplicatesLately) {
            try {
                return attempt(connection, distinct, deadLetters, clockMicros, false);
            } catch (SQLException e) {
                if (!SqlFailure.isUniqueViolation(e)) {
                    throw e;
                }
                connection.rollback();
            }
        }
        return attempt(connection, distinct, deadLetters, clockMicros, true);
    }

    private Committed attempt(
            Connection connection,
            DistinctReadings distinct,
            List<DeadLetter> deadLetters,
            long clockMicros,
            boolean merge)
            throws SQLException {
        long sequence = advance(connection);
        ReadingBatch readings = distinct.readings();
        StoredReadings stored =
                merge && !readings.isEmpty()
                        ? ReadingStore.merge(connection, readings)
                        : ReadingStore.append(connection, readings);
        Conflicts conflicts = Conflicts.find(connection, distinct, stored);
        List<DeadLetter> letters = new ArrayList<>(deadLetters);
        letters.addAll(conflicts.letters());
        DeadLetterStore.store(connection, letters);
        int added = stored.added().cardinality();
        log(connection, sequence, clockMicros, added, addedOnly(readings, stored, added));
        connection.commit();
        lastSequence = sequence;
        if (!readings.isEmpty()) {
            duplicatesLately = added < readings.size();
        }
        return new Committed(sequence, added, conflicts.duplicates(), conflicts.letters());
    }

    private long advance(Connection connection) throws SQLException {
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setString(1, name);
            advance.setLong(2, epoch);
            try (ResultSet row = advance.executeQuery()) {
                if (!row.next()) {
                    throw new FencedException(name, epoch);
                }
                return row.getLong(1);
            }
        }
    }

    private static ReadingBatch addedOnly(ReadingBatch readings, StoredReadings stored, int added) {
        if (added == readings.size()) {
            return readings;
        }
        ReadingBatch fresh = new ReadingBatch();
        stored.added().stream().forEach(i -> fresh.addFrom(readings, i));
        return fresh;
    }

    private void log(
            Connection connection, long sequence, long clockMicros, int count, ReadingBatch fresh)
            throws SQLException {
        try (PreparedStatement log = connection.prepareStatement(LOG)) {
            log.setString(1, name);
            log.setLong(2, sequence);
            log.setLong(3, epoch);
            log.setObject(4, Micros.toOffsetDateTime(Micros.toInstant(clockMicros)));
            log.setInt(5, count);
            log.setBytes(6, ReadingBlock.encode(fresh));
            log.execute();
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
