package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.ModifiableUserProperties;
import com.hivemq.extension.sdk.api.packets.publish.ModifiablePublishPacket;
import java.time.Clock;
import org.sensorium.sink.Micros;

/**
 * Writes on each message when it was received and from whom, whatever the sender wrote there: a
 * redelivery after a crash then says the same as the first delivery. Also takes from a reading what
 * could make the broker lose it (an expiry) or keep it (the retain flag).
 */
final class Stamp implements PublishInboundInterceptor {
    static final String RECEIVED_AT = "received-at";
    static final String PUBLISHER = "publisher";

    /** The longest that MQTT knows: 136 years. */
    private static final long NEVER_EXPIRES_SECONDS = 0xFFFF_FFFFL;

    private final String user;
    private final Clock clock;

    Stamp(String user, Clock clock) {
        this.user = user;
        this.clock = clock;
    }

    @Override
    public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
        ModifiablePublishPacket packet = output.getPublishPacket();
        String topic = packet.getTopic();
        if (!topic.startsWith("readings/") && !topic.startsWith("gateways/")) {
            return;
        }
        ModifiableUserProperties properties = packet.getUserProperties();
        properties.clear();
        properties.addUserProperty(RECEIVED_AT, Long.toString(Micros.of(clock.instant())));
        properties.addUserProperty(PUBLISHER, user);
        packet.setMessageExpiryInterval(NEVER_EXPIRES_SECONDS);
        packet.setRetain(false);
    }
}
