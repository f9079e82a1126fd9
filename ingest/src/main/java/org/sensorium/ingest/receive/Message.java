package org.sensorium.ingest.receive;

import org.jspecify.annotations.Nullable;

/**
 * One message, as the broker delivered it or as it was handed over.
 *
 * @param topic where it was published
 * @param payload its bytes
 * @param receivedMicros of a beacon: when it was sent; of all others: when the broker received it
 *     from its sender, so that a redelivery says the same; when we did, where the broker does not
 *     tell
 * @param epoch of the connection that delivered it; {@link #HANDED_OVER} if none did
 * @param toBeAcknowledged whether its connection waits for an acknowledgement: false for QoS 0
 * @param receipt of a message handed over at QoS 1; null for all others
 * @param movesClock whether everything received before it is here, too
 */
public record Message(
        String topic,
        byte[] payload,
        long receivedMicros,
        long epoch,
        boolean toBeAcknowledged,
        @Nullable Receipt receipt,
        boolean movesClock) {
    /** The epoch of no connection. */
    public static final long HANDED_OVER = 0;

    static Message delivered(
            String topic, byte[] payload, long receivedMicros, long epoch, boolean acknowledge) {
        return new Message(topic, payload, receivedMicros, epoch, acknowledge, null, true);
    }

    /** Whether the gateway sent it to itself, to hear whether its session still delivers. */
    public boolean isBeacon() {
        return topic.equals(Beacon.TOPIC);
    }

    /** Whether it came without the broker's queue. */
    public boolean isHandedOver() {
        return epoch == HANDED_OVER;
    }
}
