package org.sensorium.simulator.verify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is stored, as everybody may see it. */
public interface StoredRows extends AutoCloseable {
    /** The database's clock, by which receipt times are compared. */
    Instant now();

    /** Counts what was received from a moment on, in a span of event time. */
    long countReadings(Instant receivedFrom, long fromMillis, long toMillis);

    /** Counts readings of some sensors, whenever they came. */
    long countReadings(List<String> sensorIds);

    /** Counts rows of dead letters of some sensors, whenever they came. */
    long countDeadLetters(List<String> sensorIds);

    /** Streams the readings of some sensors, in any order. */
    void readings(
            List<String> sensorIds,
            Instant receivedFrom,
            long fromMillis,
            long toMillis,
            ReadingSink sink);

    /** Streams all dead letters received from a moment on, oldest first. */
    void deadLetters(Instant receivedFrom, LetterSink sink);

    @Override
    void close();

    /** Takes one stored reading. */
    interface ReadingSink {
        void reading(String sensorId, String metric, long timeMicros, double value);
    }

    /** Takes one stored dead letter. */
    interface LetterSink {
        void letter(StoredLetter letter);
    }

    /**
     * A stored dead letter.
     *
     * @param topic it came on
     * @param sensorId whom it is about, if known
     * @param reason the contract's word
     * @param detail for people
     * @param payload the rejected bytes
     */
    record StoredLetter(
            String topic,
            @Nullable String sensorId,
            String reason,
            String detail,
            byte[] payload) {}
}
