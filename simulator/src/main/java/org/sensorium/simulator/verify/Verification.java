package org.sensorium.simulator.verify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.verify.SensorLedger.Letter;
import org.sensorium.simulator.verify.Verdict.Tally;

/** Compares a ledger with what is stored, sensor group by sensor group. Not thread-safe. */
public final class Verification {
    private static final int SENSORS_AT_ONCE = 500;
    private static final int MOST_EXAMPLES = 10;
    private static final int EXAMPLE_BYTES = 160;
    private static final String TOPIC = "readings/";

    private final Ledger ledger;
    private final StoredRows stored;
    private final Instant begin;
    private final Map<String, Integer> indexes = new HashMap<>();
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private long required;

    /**
     * Freezes the ledger; the run must be over.
     *
     * @param ledger what was published
     * @param stored what is stored
     * @param begin of the run by the database's clock: what was received before is none of it
     */
    public Verification(Ledger ledger, StoredRows stored, Instant begin) {
        this.ledger = ledger;
        this.stored = stored;
        this.begin = begin;
        for (int i = 0; i < ledger.size(); i++) {
            SensorLedger sensor = ledger.sensor(i);
            sensor.freeze();
            indexes.put(ledger.sensorIds().get(i), i);
            earliest = Math.min(earliest, sensor.earliest());
            latest = Math.max(latest, sensor.latest());
            required += sensor.requiredReadings();
        }
    }

    /** Good readings that must be stored, distinct. */
    public long requiredReadings() {
        return required;
    }

    /** A quick count of what has been stored so far; may count others' readings too. */
    public long storedSoFar() {
        return earliest > latest ? 0 : stored.countReadings(begin, earliest, latest);
    }

    /** Compares everything. */
    public Verdict compare() {
        List<String> examples = new ArrayList<>();
        Tally readings = compareReadings(examples);
        Map<String, long[]> byLabel = new TreeMap<>();
        Tally letters = compareLetters(examples, byLabel);
        return new Verdict(readings, letters, byLabel, examples);
    }

    private Tally compareReadings(List<String> examples) {
        Counts counts = new Counts();
        List<String> ids = ledger.sensorIds();
        for (int from = 0; from < ids.size() && earliest <= latest; from += SENSORS_AT_ONCE) {
            List<String> group = ids.subList(from, Math.min(ids.size(), from + SENSORS_AT_ONCE));
            for (int i = from; i < from + group.size(); i++) {
                ledger.sensor(i).restart();
            }
            stored.readings(
                    group,
                    begin,
                    earliest,
                    latest,
                    (id, metric, timeMicros, value) ->
                            compare(counts, examples, id, metric, timeMicros, value));
            for (int i = from; i < from + group.size(); i++) {
                String id = ids.get(i);
                ledger.sensor(i)
                        .missing(
                                (metric, timeMillis, value) -> {
                                    counts.missing++;
                                    example(
                                            examples,
                                            "acknowledged, not stored: "
                                                    + words(id, metric, timeMillis * 1000, value));
                                });
            }
        }
        return counts.tally(required);
    }

    private void compare(
            Counts counts,
            List<String> examples,
            String id,
            String metric,
            long timeMicros,
            double value) {
        SensorLedger sensor = sensor(id);
        if (sensor == null) {
            return;
        }
        switch (sensor.match(metric, timeMicros, value)) {
            case EQUAL -> counts.found++;
            case EQUAL_NOT_REQUIRED -> counts.allowed++;
            case DIFFERENT -> {
                counts.different++;
                double published = sensor.published(metric, timeMicros);
                example(
                        examples,
                        "stored with another value than "
                                + published
                                + ": "
                                + words(id, metric, timeMicros, value));
            }
            case TWICE -> {
                counts.unexpected++;
                example(examples, "stored twice: " + words(id, metric, timeMicros, value));
            }
            case UNKNOWN -> {
                counts.unexpected++;
                example(
                        examples,
                        "stored, never published: " + words(id, metric, timeMicros, value));
            }
        }
    }

    private Tally compareLetters(List<String> examples, Map<String, long[]> byLabel) {
        Counts counts = new Counts();
        List<List<Letter>> open = new ArrayList<>();
        long expected = 0;
        for (int i = 0; i < ledger.size(); i++) {
            List<Letter> letters = ledger.sensor(i).letters();
            open.add(letters);
            for (Letter letter : letters) {
                if (letter.required()) {
                    expected++;
                    byLabel.computeIfAbsent(label(letter), label -> new long[2])[0]++;
                }
            }
        }
        stored.deadLetters(begin, letter -> compare(counts, examples, open, byLabel, letter));
        for (int i = 0; i < open.size(); i++) {
            for (Letter letter : open.get(i)) {
                if (letter.required()) {
                    counts.missing++;
                    example(
                            examples,
                            "acknowledged rubbish without a dead letter: "
                                    + label(letter)
                                    + " of "
                                    + ledger.sensorIds().get(i)
                                    + " with '"
                                    + letter.expected().mark()
                                    + "' in it");
                }
            }
        }
        return counts.tally(expected);
    }

    private void compare(
            Counts counts,
            List<String> examples,
            List<List<Letter>> open,
            Map<String, long[]> byLabel,
            StoredRows.StoredLetter stored) {
        String id = stored.sensorId();
        if (id == null && stored.topic().startsWith(TOPIC)) {
            id = stored.topic().substring(TOPIC.length());
        }
        Integer index = id == null ? null : indexes.get(id);
        if (index == null) {
            return;
        }
        String payload = new String(stored.payload(), StandardCharsets.ISO_8859_1);
        Letter right = take(open.get(index), payload, stored.reason());
        if (right != null && right.required()) {
            counts.found++;
            byLabel.computeIfAbsent(label(right), label -> new long[2])[1]++;
            return;
        }
        if (right != null) {
            counts.allowed++;
            return;
        }
        Letter wrong = take(open.get(index), payload, null);
        if (wrong == null) {
            counts.unexpected++;
        } else {
            counts.different++;
        }
        example(
                examples,
                (wrong == null
                                ? "unexpected dead letter"
                                : "dead letter for another reason than " + label(wrong))
                        + ": "
                        + stored.reason()
                        + " of "
                        + id
                        + " ("
                        + stored.detail()
                        + "): "
                        + (payload.length() > EXAMPLE_BYTES
                                ? payload.substring(0, EXAMPLE_BYTES) + "…"
                                : payload));
    }

    /** Takes the letter that fits out of the list; with any reason if none is given. */
    private static @Nullable Letter take(
            List<Letter> letters, String payload, @Nullable String reason) {
        for (Iterator<Letter> each = letters.iterator(); each.hasNext(); ) {
            Letter letter = each.next();
            boolean fits = reason == null || letter.expected().rejection().allows(reason);
            if (fits && payload.contains(letter.expected().mark())) {
                each.remove();
                return letter;
            }
        }
        return null;
    }

    private @Nullable SensorLedger sensor(String id) {
        Integer index = indexes.get(id);
        return index == null ? null : ledger.sensor(index);
    }

    private static String label(Letter letter) {
        return letter.expected().rejection().label();
    }

    private static String words(String id, String metric, long timeMicros, double value) {
        Instant time =
                Instant.ofEpochSecond(
                        Math.floorDiv(timeMicros, 1_000_000L),
                        Math.floorMod(timeMicros, 1_000_000L) * 1000);
        return id + " " + metric + " " + time + " = " + value;
    }

    private static void example(List<String> examples, String words) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(words);
        }
    }

    private static final class Counts {
        private long found;
        private long missing;
        private long different;
        private long unexpected;
        private long allowed;

        Tally tally(long expected) {
            return new Tally(expected, found, missing, different, unexpected, allowed);
        }
    }
}
