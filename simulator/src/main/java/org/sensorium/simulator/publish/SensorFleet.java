package org.sensorium.simulator.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The connections of many sensors, spread over the brokers, on few threads. */
public final class SensorFleet implements AutoCloseable {
    private static final int THREADS = 2;

    private final List<BrokerAddress> brokers;
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(15);

    private final HivemqConnections connections;

    /** Connects nobody yet. */
    public SensorFleet(String brokerUrls) {
        this(brokerUrls, LONGEST_BACK_OFF);
    }

    /**
     * Connects nobody yet.
     *
     * @param longestBackOff the longest pause between two attempts of a sensor to connect; short,
     *     and a broker that comes back is stormed
     */
    public SensorFleet(String brokerUrls, Duration longestBackOff) {
        this.connections = new HivemqConnections(THREADS, longestBackOff);
        this.brokers = BrokerAddress.parseList(brokerUrls);
    }

    /**
     * Makes connections, not opened yet.
     *
     * @param ids sensor ids
     * @param passwords of each, in the same order
     */
    public List<Connection> of(List<String> ids, List<String> passwords) {
        List<Connection> all = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            BrokerAddress broker = brokers.get(i % brokers.size());
            all.add(connections.of(broker, ids.get(i), passwords.get(i)));
        }
        return all;
    }

    @Override
    public void close() {
        connections.close();
    }
}
