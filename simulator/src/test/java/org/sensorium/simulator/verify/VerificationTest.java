package org.sensorium.simulator.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sensorium.simulator.faults.ExpectedLetter;
import org.sensorium.simulator.faults.Rejection;
import org.sensorium.simulator.publish.Message;

/** The proof finds what is lost, doubled, changed or made up: it can fail. */
class VerificationTest {
    private static final long NOON = 1_700_049_600_000L;

    private final Ledger ledger = new Ledger();
    private final Stored stored = new Stored();

    VerificationTest() {
        ledger.addSensor("a", List.of("level"));
    }

    private static Message message(long at, double value, ExpectedLetter... letters) {
        return new Message(
                0, new byte[0], new long[] {at}, new double[] {value}, 1, List.of(letters));
    }

    private Verdict verdict() {
        return new Verification(ledger, stored, Instant.EPOCH).compare();
    }

    @Test
    void whatIsStoredOnceAsItWasPublishedHolds() {
        ledger.acknowledged(message(NOON, 1));
        ledger.acknowledged(message(NOON, 1)); // sent twice
        ledger.unknown(message(NOON + 1, 2));
        stored.readings.add(new Row("a", "level", NOON * 1000, 1));
        assertThat(verdict().holds()).isTrue();
        stored.readings.add(new Row("a", "level", (NOON + 1) * 1000, 2));
        assertThat(verdict().holds()).isTrue();
    }

    @Test
    void anAcknowledgedReadingThatIsMissingIsFound() {
        ledger.acknowledged(message(NOON, 1));
        assertThat(verdict().readings().missing()).isEqualTo(1);
        assertThat(verdict().holds()).isFalse();
    }

    @Test
    void aReadingOfAnotherValueIsFound() {
        ledger.acknowledged(message(NOON, 1));
        stored.readings.add(new Row("a", "level", NOON * 1000, 1.5));
        assertThat(verdict().readings().different()).isEqualTo(1);
        assertThat(verdict().holds()).isFalse();
    }

    @Test
    void aReadingStoredTwiceOrNeverPublishedIsFound() {
        ledger.acknowledged(message(NOON, 1));
        stored.readings.add(new Row("a", "level", NOON * 1000, 1));
        stored.readings.add(new Row("a", "level", NOON * 1000, 1));
        stored.readings.add(new Row("a", "level", NOON * 1000 + 1, 1));
        assertThat(verdict().readings().unexpected()).isEqualTo(2);
        assertThat(verdict().holds()).isFalse();
    }

    @Test
    void rubbishMustBecomeADeadLetterForTheRightReason() {
        ledger.acknowledged(
                message(NOON, 1, new ExpectedLetter(Rejection.of("wrong_type"), "\"12\"")));
        stored.readings.add(new Row("a", "level", NOON * 1000, 1));
        assertThat(verdict().letters().missing()).isEqualTo(1);
        stored.letters.add(letter("out_of_range", "{\"level\":\"12\"}"));
        assertThat(verdict().letters().different()).isEqualTo(1);
        stored.letters.clear();
        stored.letters.add(letter("wrong_type", "{\"level\":\"12\"}"));
        assertThat(verdict().holds()).isTrue();
        stored.letters.add(letter("wrong_type", "{\"level\":\"13\"}"));
        assertThat(verdict().letters().unexpected()).isEqualTo(1);
        assertThat(verdict().holds()).isFalse();
    }

    private static StoredRows.StoredLetter letter(String reason, String payload) {
        return new StoredRows.StoredLetter(
                "readings/a", "a", reason, "why", payload.getBytes(StandardCharsets.UTF_8));
    }

    private record Row(String sensorId, String metric, long timeMicros, double value) {}

    /** A database of two lists. */
    private static final class Stored implements StoredRows {
        private final List<Row> readings = new ArrayList<>();
        private final List<StoredLetter> letters = new ArrayList<>();

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long countReadings(Instant receivedFrom, long fromMillis, long toMillis) {
            return readings.size();
        }

        @Override
        public long countReadings(List<String> sensorIds) {
            return readings.size();
        }

        @Override
        public long countDeadLetters(List<String> sensorIds) {
            return letters.size();
        }

        @Override
        public void readings(
                List<String> sensorIds,
                Instant receivedFrom,
                long fromMillis,
                long toMillis,
                ReadingSink sink) {
            readings.forEach(
                    r -> sink.reading(r.sensorId(), r.metric(), r.timeMicros(), r.value()));
        }

        @Override
        public void deadLetters(Instant receivedFrom, LetterSink sink) {
            letters.forEach(sink::letter);
        }

        @Override
        public void close() {}
    }
}
