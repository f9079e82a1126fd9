package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import java.net.InetAddress;

/** From where a client connects. */
final class RemoteAddress {
    private RemoteAddress() {}

    static String of(ConnectionInformation connection) {
        return connection.getInetAddress().map(InetAddress::getHostAddress).orElse("nowhere");
    }
}
