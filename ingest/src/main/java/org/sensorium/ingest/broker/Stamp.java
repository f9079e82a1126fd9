package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.packets.general.ModifiableUserProperties;
import com.hivemq.extension.sdk.api.packets.publish.ModifiablePublishPacket;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import java.time.Clock;
import org.sensorium.sink.Micros;

/**
 * Writes on each reading's message when it was received and from whom, whatever the sender wrote
 * there: a redelivery after a crash then says the same as the first delivery. Also takes from it
 * what could make the broker lose it (an expiry) or keep it (the retain flag).
 */
record Stamp(Clock clock, EarlierReceipts earlier) {
    static final String RECEIVED_AT = "received-at";
    static final String PUBLISHER = "publisher";

    /** The longest that MQTT knows: 136 years. */
    private static final long NEVER_EXPIRES_SECONDS = 0xFFFF_FFFFL;

    /** When a message was received, microseconds since 1970. To be asked once for each message. */
    long receivedMicros(String clientId, PublishPacket packet) {
        Long before = earlier.take(clientId, packet.getPacketId());
        return before != null ? before : Micros.of(clock.instant());
    }

    void on(ModifiablePublishPacket packet, String publisher, long micros) {
        ModifiableUserProperties properties = packet.getUserProperties();
        properties.clear();
        properties.addUserProperty(RECEIVED_AT, Long.toString(micros));
        properties.addUserProperty(PUBLISHER, publisher);
        packet.setMessageExpiryInterval(NEVER_EXPIRES_SECONDS);
        packet.setRetain(false);
    }
}
