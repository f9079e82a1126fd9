package org.sensorium.faults.proxy;

/**
 * A whole frame on its way through a proxy.
 *
 * @param from who is connected: the client id of MQTT, the application name of PostgreSQL; empty
 *     before it is known
 * @param toServer its direction
 * @param bytes all of it; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, compared by nobody
public record Frame(String from, boolean toServer, byte[] bytes) {
    /** Whether a client whose name begins so has sent it. */
    public boolean isSentBy(String client) {
        return toServer && from.startsWith(client);
    }

    /** Whether it is an MQTT PUBACK. */
    public boolean isPuback() {
        return MqttFrames.type(bytes, 0) == 4;
    }

    /** Whether it is PostgreSQL's word that a COMMIT is done. */
    public boolean isCommitted() {
        return !toServer && PostgresFrames.isCommitted(bytes);
    }
}
