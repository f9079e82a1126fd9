package org.sensorium.ingest.topicrights;

import java.util.function.LongSupplier;

/**
 * How much one publisher may send: messages and bytes, each with an allowance for the backlog after
 * a reconnect. Readings are not limited: whoever has many puts them into arrays.
 */
public final class Allowance {
    static final double MESSAGES_PER_SECOND = 1_000;
    static final double MESSAGES_AT_ONCE = 10_000;
    static final double BYTES_PER_SECOND = 16.0 * 1024 * 1024;
    static final double BYTES_AT_ONCE = 256.0 * 1024 * 1024;

    private final TokenBucket messages;
    private final TokenBucket bytes;

    /**
     * @param sensors for how many sensors it speaks: a gateway device for many
     */
    public Allowance(int sensors, LongSupplier nanoClock) {
        messages =
                new TokenBucket(
                        MESSAGES_PER_SECOND * sensors, MESSAGES_AT_ONCE * sensors, nanoClock);
        bytes = new TokenBucket(BYTES_PER_SECOND * sensors, BYTES_AT_ONCE * sensors, nanoClock);
    }

    /** Whether a message of that size may pass now. */
    public boolean admits(int payloadBytes) {
        return messages.take(1) && bytes.take(payloadBytes);
    }
}
