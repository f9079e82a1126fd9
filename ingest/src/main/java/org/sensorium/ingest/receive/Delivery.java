package org.sensorium.ingest.receive;

/** What a connection tells its owner. Called on the client's threads: never block for long. */
interface Delivery {
    /**
     * A message came.
     *
     * @param receivedAt the broker's stamp, microseconds since 1970; negative if there is none
     * @param qos 0 or 1
     */
    void arrived(String topic, byte[] payload, long receivedAt, int qos, int packetId);

    /** The connection is gone. */
    void lost(String why);
}
