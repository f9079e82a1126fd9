package org.sensorium.sink.ingestlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.RejectionReason;
import org.sensorium.sink.ConnectionPool;
import org.sensorium.sink.Micros;
import org.sensorium.sink.MigratedDatabase;
import org.sensorium.sink.schema.Schema;

/** The gateway's commit against a real TimescaleDB, with the gateway's own rights. */
class InboxIT {
    private static final long NOON = Micros.of(Instant.parse("2026-01-24T12:00:00Z"));
    private static final long SECOND = 1_000_000;

    private MigratedDatabase database;
    private HikariDataSource pool;
    private int sensor;
    private short metric;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = new MigratedDatabase();
        sensor = database.register("a-7", "pm25");
        metric = database.metricKey("pm25");
        pool = ConnectionPool.open(database.as(Schema.INGEST), "test", 2);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        pool.close();
        database.close();
    }

    @Test
    void whoStandsStillInTheMiddleOfACommitIsTakenOverFrom() throws SQLException {
        Inbox.claim(pool, "main");
        try (Connection standing = pool.getConnection();
                Statement commit = standing.createStatement()) {
            standing.setAutoCommit(false);
            commit.execute("update store.inboxes set last_seq = last_seq + 1 where inbox = 'main'");

            Inbox successor = Inbox.claim(pool, "main");

            assertThat(successor.epoch()).isEqualTo(2);
            assertThatThrownBy(standing::commit).isInstanceOf(SQLException.class);
            assertThat(successor.commit(batch(35.5), List.of(), NOON).stored()).isEqualTo(1);
        }
    }

    @Test
    void aCommitIsInTheReadingsAndInTheLog() throws SQLException {
        Inbox inbox = Inbox.claim(pool, "main");
        assertThat(inbox.isNew()).isTrue();

        Committed committed = inbox.commit(batch(35.5, 36.5), List.of(), NOON);

        assertThat(committed.stored()).isEqualTo(2);
        assertThat(database.text("select time, metric, value from sensorium.readings order by 1"))
                .contains("pm25|35.5", "pm25|36.5");
        List<LogEntry> log = logAfter(0);
        assertThat(log).hasSize(1);
        assertThat(log.get(0).receivedMicros()).isEqualTo(NOON);
        ReadingBatch logged = new ReadingBatch();
        ReadingBlock.decode(log.get(0).block(), logged);
        assertThat(logged.size()).isEqualTo(2);
        assertThat(logged.value(1)).isEqualTo(36.5);
        assertThat(logAfter(committed.sequence())).isEmpty();
    }

    @Test
    void aRedeliveredBatchIsStoredOnceAndLoggedOnce() throws SQLException {
        Inbox inbox = Inbox.claim(pool, "main");
        inbox.commit(batch(35.5, 36.5), List.of(), NOON);

        Committed again = inbox.commit(batch(35.5, 36.5, 37.5), List.of(), NOON + SECOND);

        assertThat(again.stored()).isEqualTo(1);
        assertThat(again.duplicates()).isEqualTo(2);
        assertThat(database.text("select count(*) from store.readings")).isEqualTo("3");
        assertThat(logAfter(1)).singleElement().matches(entry -> entry.readingCount() == 1);
    }

    @Test
    void anotherValueForAStoredReadingIsAConflictAndTheFirstStays() throws SQLException {
        Inbox inbox = Inbox.claim(pool, "main");
        inbox.commit(batch(35.5), List.of(), NOON);

        Committed conflicting = inbox.commit(batch(99), List.of(), NOON + SECOND);
        inbox.commit(batch(99), List.of(), NOON + 2 * SECOND);

        assertThat(conflicting.conflicts()).hasSize(1);
        assertThat(database.text("select value from sensorium.readings")).isEqualTo("35.5");
        assertThat(
                        database.text(
                                "select sensor_id, metric, reason, count,"
                                        + " convert_from(payload, 'UTF8')"
                                        + " from sensorium.dead_letters"))
                .isEqualTo(
                        "a-7|pm25|conflict|2|{\"ts\":"
                                + NOON / 1000
                                + ",\"values\":{\"pm25\":99.0}}");
    }

    @Test
    void withinOneBatchTheFirstReceivedStays() throws SQLException {
        Inbox inbox = Inbox.claim(pool, "main");
        ReadingBatch batch = new ReadingBatch();
        batch.add(sensor, metric, NOON, 1, NOON);
        batch.add(sensor, metric, NOON, 2, NOON);
        batch.add(sensor, metric, NOON, 1, NOON);

        Committed committed = inbox.commit(batch, List.of(), NOON);

        assertThat(committed.stored()).isEqualTo(1);
        assertThat(committed.duplicates()).isEqualTo(1);
        assertThat(committed.conflicts()).hasSize(1);
        assertThat(database.text("select value from sensorium.readings")).isEqualTo("1");
    }

    @Test
    void theSameDeadLetterCountsUp() throws SQLException {
        Inbox inbox = Inbox.claim(pool, "main");
        DeadLetter letter =
                new DeadLetter(
                        Instant.parse("2026-01-24T12:00:00Z"),
                        "readings/a-7",
                        "a-7",
                        null,
                        null,
                        RejectionReason.MALFORMED,
                        "not JSON: \0 at byte 3",
                        "{\"a\0".getBytes(StandardCharsets.UTF_8));

        inbox.commit(new ReadingBatch(), List.of(letter, letter), NOON);
        inbox.commit(new ReadingBatch(), List.of(letter), NOON);

        assertThat(database.text("select reason, count from sensorium.dead_letters"))
                .isEqualTo("malformed|3");
    }

    @Test
    void aPredecessorIsFencedOff() throws SQLException {
        Inbox zombie = Inbox.claim(pool, "main");
        zombie.commit(batch(1), List.of(), NOON);
        Inbox successor = Inbox.claim(pool, "main");

        assertThatThrownBy(() -> zombie.commit(batch(1, 2), List.of(), NOON))
                .isInstanceOf(FencedException.class);
        assertThat(successor.isNew()).isFalse();
        assertThat(successor.commit(batch(1, 2, 3), List.of(), NOON).stored()).isEqualTo(2);
    }

    private ReadingBatch batch(double... values) {
        ReadingBatch batch = new ReadingBatch();
        for (int i = 0; i < values.length; i++) {
            batch.add(sensor, metric, NOON + i * SECOND, values[i], NOON);
        }
        return batch;
    }

    private List<LogEntry> logAfter(long sequence) throws SQLException {
        try (IngestLog log = IngestLog.open(database.as(Schema.JOB), "test")) {
            assertThat(log.inboxes()).containsExactly("main");
            return log.read("main", sequence, 100);
        }
    }
}
