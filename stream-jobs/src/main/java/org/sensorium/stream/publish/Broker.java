package org.sensorium.stream.publish;

import java.io.IOException;
import java.util.List;

/** The little that publishing needs of MQTT. For one thread. */
interface Broker extends AutoCloseable {
    /**
     * Publishes all at QoS 1, in their order, and returns when the broker has acknowledged each.
     *
     * @param acknowledged told of each as soon as it and all before it are
     * @throws IOException if not all are: some more may have arrived all the same
     */
    void publish(List<Publication> publications, Runnable acknowledged) throws IOException;

    @Override
    void close();
}
