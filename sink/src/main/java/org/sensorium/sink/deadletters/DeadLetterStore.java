package org.sensorium.sink.deadletters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DeadLetter;
import org.sensorium.sink.Micros;

/** Stores dead letters: the same rejected reading again counts up and adds no row. */
public final class DeadLetterStore {
    private static final String UPSERT =
            "insert into store.dead_letters as d (fingerprint, received_at, last_received_at, topic,"
                    + " sensor_id, metric, reason, detail, payload, count)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (fingerprint) do update set count = d.count + excluded.count,"
                    + " last_received_at = greatest(d.last_received_at, excluded.last_received_at)";

    private DeadLetterStore() {}

    /** Stores them in the caller's transaction. */
    public static void store(Connection connection, List<DeadLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        // In the order of their fingerprints, so that two gateways cannot wait for each other.
        Map<byte[], Repeated> byFingerprint = new TreeMap<>(Arrays::compare);
        for (DeadLetter letter : letters) {
            byFingerprint.merge(fingerprint(letter), new Repeated(letter, 1), Repeated::plus);
        }
        try (PreparedStatement insert = connection.prepareStatement(UPSERT)) {
            for (Map.Entry<byte[], Repeated> entry : byFingerprint.entrySet()) {
                bind(insert, entry.getKey(), entry.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, byte[] fingerprint, Repeated repeated)
            throws SQLException {
        DeadLetter letter = repeated.letter();
        insert.setBytes(1, fingerprint);
        insert.setObject(2, Micros.toOffsetDateTime(letter.receivedAt()));
        insert.setObject(3, Micros.toOffsetDateTime(letter.receivedAt()));
        insert.setString(4, storable(letter.topic()));
        insert.setString(5, storableOrNull(letter.sensorId()));
        insert.setString(6, storableOrNull(letter.metric()));
        insert.setString(7, letter.reason().code());
        insert.setString(8, storable(letter.detail()));
        insert.setBytes(9, letter.payload());
        insert.setLong(10, repeated.times());
    }

    private static byte[] fingerprint(DeadLetter letter) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, letter.reason().code());
            add(digest, letter.topic());
            add(digest, letter.sensorId());
            add(digest, letter.metric());
            digest.update(letter.payload());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, @Nullable String part) {
        if (part != null) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) 0);
    }

    private static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    /** PostgreSQL stores neither NUL nor half a surrogate pair; the payload keeps the raw bytes. */
    private static String storable(String text) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replace('\0', '\uFFFD');
    }

    private record Repeated(DeadLetter letter, long times) {
        Repeated plus(Repeated other) {
            return new Repeated(letter, times + other.times);
        }
    }
}
