package org.sensorium.stream.publish;

import java.io.IOException;
import java.util.List;

/** The little that publishing needs of MQTT. For one thread. */
interface Broker extends AutoCloseable {
    /**
     * Publishes all at QoS 1 and returns when the broker has acknowledged each.
     *
     * @throws IOException if it has not: some may have arrived all the same
     */
    void publish(List<Publication> publications) throws IOException;

    @Override
    void close();
}
