package org.sensorium.console.page;

/**
 * Where the broker listens, on the host of the console.
 *
 * @param plain MQTT without TLS
 * @param tls MQTT over TLS
 * @param webSocket MQTT over WebSocket, path {@code /mqtt}
 */
public record MqttPorts(int plain, int tls, int webSocket) {}
