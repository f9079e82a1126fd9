package org.sensorium.ingest.validate;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.decode.Entry;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.Identifiers;
import org.sensorium.model.RejectionReason;
import org.sensorium.sink.Micros;

/**
 * Writes the dead letters of one message. Each carries the bytes of its whole entry, so that it can
 * be replayed: a hundred thousand wrong readings in one entry of a megabyte would make a hundred
 * gigabytes of it. So beyond a bound in bytes the rejected readings of an entry share one letter
 * for each reason.
 */
final class Letters {
    /** Letters of a message may take that much; some eight times the largest message. */
    static final long MOST_BYTES = 8L * 1024 * 1024;

    /** What a letter takes besides the bytes of its entry. */
    private static final int ROW_BYTES = 256;

    private static final byte[] NONE = {};

    private final List<DeadLetter> letters;
    private final Set<RejectionReason> told = EnumSet.noneOf(RejectionReason.class);
    private String topic = "";
    private byte[] payload = NONE;
    private long receivedMicros;
    private long bytes;
    private byte @Nullable [] entryBytes;

    Letters(List<DeadLetter> letters) {
        this.letters = letters;
    }

    /** The message whose letters come next. */
    void begin(String topic, byte[] payload, long receivedMicros) {
        this.topic = topic;
        this.payload = payload;
        this.receivedMicros = receivedMicros;
        bytes = 0;
        beginEntry();
    }

    /** Another entry of it. */
    void beginEntry() {
        entryBytes = null;
        told.clear();
    }

    void ofMessage(@Nullable String sensorId, RejectionReason reason, String detail) {
        letters.add(letter(sensorId, null, null, reason, detail, payload));
    }

    /**
     * @param sensorId as claimed: what cannot be anybody's id is not kept as one
     */
    void ofReading(
            Entry entry,
            @Nullable String sensorId,
            @Nullable String metric,
            RejectionReason reason,
            String detail) {
        byte[] entryBytes = bytesOf(entry);
        String timestamp = entry.timeText();
        bytes += entryBytes.length + ROW_BYTES;
        if (bytes <= MOST_BYTES) {
            letters.add(letter(sensorId, metric, timestamp, reason, detail, entryBytes));
        } else if (told.add(reason)) {
            String sum = "this and what else the entry has of it: " + detail;
            letters.add(letter(sensorId, null, timestamp, reason, sum, entryBytes));
        }
    }

    private byte[] bytesOf(Entry entry) {
        byte[] known = entryBytes;
        if (known == null) {
            known = Arrays.copyOfRange(payload, entry.from(), entry.to());
            entryBytes = known;
        }
        return known;
    }

    private DeadLetter letter(
            @Nullable String sensorId,
            @Nullable String metric,
            @Nullable String timestamp,
            RejectionReason reason,
            String detail,
            byte[] bytes) {
        boolean possible = sensorId != null && Identifiers.isSensorId(sensorId);
        return new DeadLetter(
                Micros.toInstant(receivedMicros),
                topic,
                possible ? sensorId : null,
                metric,
                timestamp,
                reason,
                detail,
                bytes);
    }
}
