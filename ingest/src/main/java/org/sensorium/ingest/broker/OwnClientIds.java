package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundOutput;
import com.hivemq.extension.sdk.api.packets.publish.ModifiableConnectPacket;

/** Gives every account client ids of its own, before anything else happens. */
final class OwnClientIds {
    private OwnClientIds() {}

    static void intercept(ConnectInboundInput input, ConnectInboundOutput output) {
        ModifiableConnectPacket packet = output.getConnectPacket();
        packet.setClientId(
                Sessions.ownClientId(packet.getUserName().orElse(""), packet.getClientId()));
    }
}
