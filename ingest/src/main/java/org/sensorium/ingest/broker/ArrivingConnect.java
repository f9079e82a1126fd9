package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundOutput;
import com.hivemq.extension.sdk.api.packets.publish.ModifiableConnectPacket;
import com.hivemq.extension.sdk.api.packets.publish.ModifiableWillPublish;

/**
 * What is changed in a CONNECT before anything else happens: every account has client ids of its
 * own, and a will, which passes no {@link Admission}, cannot bring a stamp or stay for ever.
 */
final class ArrivingConnect {
    private ArrivingConnect() {}

    static void intercept(ConnectInboundInput input, ConnectInboundOutput output) {
        ModifiableConnectPacket packet = output.getConnectPacket();
        packet.setClientId(
                Sessions.ownClientId(packet.getUserName().orElse(""), packet.getClientId()));
        packet.getModifiableWillPublish().ifPresent(ArrivingConnect::disarm);
    }

    private static void disarm(ModifiableWillPublish will) {
        will.getUserProperties().clear();
        will.setRetain(false);
    }
}
