package org.sensorium.ingest.receive;

/**
 * One message as the broker delivered it.
 *
 * @param topic where it was published
 * @param payload its bytes
 * @param receivedMicros of a beacon: when it was sent; of all others: when the broker received it
 *     from its sender, so that a redelivery says the same; when we did, where the broker does not
 *     tell
 * @param epoch of the connection that delivered it
 * @param toBeAcknowledged false for QoS 0
 */
public record Message(
        String topic, byte[] payload, long receivedMicros, long epoch, boolean toBeAcknowledged) {
    /** Whether the gateway sent it to itself, to hear whether its session still delivers. */
    public boolean isBeacon() {
        return topic.equals(Beacon.TOPIC);
    }
}
