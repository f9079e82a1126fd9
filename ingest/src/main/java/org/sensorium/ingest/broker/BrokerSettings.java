package org.sensorium.ingest.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker listens and keeps its queues.
 *
 * @param directory its state
 * @param tlsDirectory takes the certificate that is made at first start
 * @param bind address to listen on
 * @param keystore PKCS#12 with an own certificate; null: one is made
 * @param keystorePassword of it
 * @param mostQueued messages that may wait for the gateway before publishes are refused
 */
public record BrokerSettings(
        Path directory,
        Path tlsDirectory,
        String bind,
        int port,
        int tlsPort,
        int wsPort,
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        long mostQueued) {
    @Override
    public String toString() {
        return bind + ", MQTT " + port + ", TLS " + tlsPort + ", WebSocket " + wsPort;
    }
}
