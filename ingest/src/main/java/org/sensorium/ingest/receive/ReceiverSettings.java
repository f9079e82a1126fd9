package org.sensorium.ingest.receive;

/**
 * How the gateway connects to a broker.
 *
 * @param url such as {@code tcp://127.0.0.1:1883} or {@code ssl://…}
 * @param clientId names the durable session: the same after each restart
 * @param user the service account
 * @param password of the service account
 * @param stamped whether this broker writes the time of receipt on each message; where it does not,
 *     anybody could
 */
public record ReceiverSettings(
        String url, String clientId, String user, String password, boolean stamped) {
    @Override
    public String toString() {
        return url + " as " + user + " (" + clientId + ")";
    }
}
