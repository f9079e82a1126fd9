package org.sensorium.bench.load;

import java.nio.ByteBuffer;

/** What the connections of a fleet say. Called by the event loop only. */
public interface Script {
    /** How long a frame is, all of it. */
    int frameBytes(int connection);

    /**
     * Puts a connection's next PUBLISH into the buffer, which has room for it.
     *
     * @param intendedMillis when it was to be sent, milliseconds since 1970
     */
    void write(int connection, long intendedMillis, int packetId, ByteBuffer out);
}
