package org.sensorium.ingest.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.RejectionReason;
import org.sensorium.sink.ingestlog.Committed;

class CommitterTest {
    private final List<Double> stored = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private int failures;

    @Test
    void aDatabaseThatIsAwayIsAskedAgain() throws Exception {
        failures = 3;
        Committer committer = new Committer(this::away);

        Committed committed = committer.commit(batch(1, 2));

        assertThat(committed).isNotNull();
        assertThat(stored).containsExactly(1.0, 2.0);
        assertThat(committer.problem()).isNull();
    }

    @Test
    void whileStoppingABatchThatCannotBeCommittedIsLeftToTheBroker() throws Exception {
        failures = 1;
        Committer committer = new Committer(this::away);
        committer.stop();

        assertThat(committer.commit(batch(1))).isNull();
        assertThat(committer.problem()).contains("away");
    }

    @Test
    void whatNoRepetitionHelpsIsThrown() {
        Committer committer =
                new Committer(
                        (readings, deadLetters, clock) -> {
                            throw new SQLException("no rights", "42501");
                        });

        assertThatThrownBy(() -> committer.commit(batch(1))).hasMessage("no rights");
    }

    @Test
    void aPoisonedReadingCostsOnlyItself() throws Exception {
        Committer committer = new Committer(this::refuse13);

        Committed committed = committer.commit(batch(1, 2, 3, 13, 5, 6, 7));

        assertThat(stored).containsExactly(1.0, 2.0, 3.0, 5.0, 6.0, 7.0);
        assertThat(letters).hasSize(1);
        assertThat(committed).isNotNull();
        assertThat(committed.stored()).isEqualTo(6);
    }

    @Test
    void aDeadLetterThatTheDatabaseRefusesIsKeptWithoutWhatItRefuses() throws Exception {
        Committer committer = new Committer(this::refuseMetrics);
        Batch batch = batch(1, 2);
        batch.letters.add(letter(null, 1));
        batch.letters.add(letter("x", 2));

        committer.commit(batch);

        assertThat(stored).containsExactlyInAnyOrder(1.0, 2.0);
        assertThat(letters)
                .extracting(l -> l.payload()[0])
                .containsExactlyInAnyOrder((byte) 1, (byte) 2);
        assertThat(letters).extracting(DeadLetter::metric).containsOnlyNulls();
    }

    private Committed away(ReadingBatch readings, List<DeadLetter> deadLetters, long clock)
            throws SQLException {
        if (failures-- > 0) {
            throw new SQLException("connection refused", "08001");
        }
        return keep(readings, deadLetters);
    }

    private Committed refuse13(ReadingBatch readings, List<DeadLetter> deadLetters, long clock)
            throws SQLException {
        for (int i = 0; i < readings.size(); i++) {
            if (readings.value(i) == 13) {
                throw new SQLException("numeric value out of range", "22003");
            }
        }
        return keep(readings, deadLetters);
    }

    private Committed refuseMetrics(ReadingBatch readings, List<DeadLetter> letters, long clock)
            throws SQLException {
        if (letters.stream().anyMatch(letter -> letter.metric() != null)) {
            throw new SQLException("index row size exceeds the maximum", "54000");
        }
        return keep(readings, letters);
    }

    private static DeadLetter letter(String metric, int payload) {
        return new DeadLetter(
                Instant.EPOCH,
                "readings/a-7",
                "a-7",
                metric,
                null,
                RejectionReason.WRONG_TYPE,
                "no number",
                new byte[] {(byte) payload});
    }

    private Committed keep(ReadingBatch readings, List<DeadLetter> deadLetters) {
        for (int i = 0; i < readings.size(); i++) {
            stored.add(readings.value(i));
        }
        letters.addAll(deadLetters);
        return new Committed(1, readings.size(), 0, List.of());
    }

    private static Batch batch(double... values) {
        Batch batch = new Batch();
        batch.clear();
        for (int i = 0; i < values.length; i++) {
            batch.readings.add(1, (short) 1, i, values[i], i);
        }
        return batch;
    }
}
