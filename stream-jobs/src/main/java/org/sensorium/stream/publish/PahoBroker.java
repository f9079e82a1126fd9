package org.sensorium.stream.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.sensorium.sink.mqtt.PahoSockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paho's client, kept away from everything else. The outbox remembers what is to be sent, so the
 * session is thrown away with the connection and each connection has a client of its own.
 */
final class PahoBroker implements Broker {
    private static final Logger log = LoggerFactory.getLogger(PahoBroker.class);
    private static final int CONNECT_SECONDS = 5;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final long ACKNOWLEDGE_MILLIS = 10_000;

    /** Beyond the server's receive maximum Paho throws; some brokers allow no more than 10. */
    private static final int MOST_IN_FLIGHT = 8;

    private static final int FIRST_ERROR = 0x80;

    private final MqttAddress address;
    private @Nullable MqttAsyncClient connected;

    PahoBroker(MqttAddress address) {
        this.address = address;
    }

    @Override
    public void publish(List<Publication> publications, Runnable acknowledged) throws IOException {
        Deque<IMqttToken> inFlight = new ArrayDeque<>();
        try {
            MqttAsyncClient client = connected();
            for (Publication publication : publications) {
                if (inFlight.size() == MOST_IN_FLIGHT) {
                    await(inFlight.remove());
                    acknowledged.run();
                }
                inFlight.add(client.publish(publication.topic(), message(publication)));
            }
            while (!inFlight.isEmpty()) {
                await(inFlight.remove());
                acknowledged.run();
            }
        } catch (MqttException e) {
            close();
            throw new IOException("the broker at " + address + ": " + e.getMessage(), e);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static MqttMessage message(Publication publication) {
        MqttMessage message = new MqttMessage(publication.json().getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/json");
        message.setProperties(properties);
        return message;
    }

    private void await(IMqttToken token) throws MqttException, IOException {
        token.waitForCompletion(ACKNOWLEDGE_MILLIS);
        int @Nullable [] reasons = token.getReasonCodes();
        if (reasons != null && reasons.length > 0 && reasons[0] >= FIRST_ERROR) {
            throw new IOException(
                    "the broker at "
                            + address
                            + " refused a publish to "
                            + String.join(", ", topics(token))
                            + " with reason 0x"
                            + Integer.toHexString(reasons[0]));
        }
    }

    private static List<String> topics(IMqttToken token) {
        String @Nullable [] topics = token.getTopics();
        return topics == null ? List.of() : List.of(topics);
    }

    private MqttAsyncClient connected() throws MqttException {
        @Nullable MqttAsyncClient client = connected;
        if (client == null || !client.isConnected()) {
            close();
            client = connect();
            connected = client;
            log.info("publishing alerts to {}", address);
        }
        return client;
    }

    private MqttAsyncClient connect() throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(address.user());
        options.setPassword(address.password().getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setSocketFactory(PahoSockets.to(address.url()));
        String clientId = "sensorium-job-" + UUID.randomUUID();
        MqttAsyncClient client =
                new MqttAsyncClient(address.url(), clientId, new MemoryPersistence());
        try {
            client.connect(options).waitForCompletion(ACKNOWLEDGE_MILLIS);
            return client;
        } catch (MqttException | RuntimeException e) {
            discard(client);
            throw e;
        }
    }

    @Override
    public void close() {
        if (connected != null) {
            discard(connected);
            connected = null;
        }
    }

    private static void discard(MqttAsyncClient client) {
        try {
            client.disconnectForcibly(0, 1000, true);
        } catch (MqttException | RuntimeException e) {
            log.debug("disconnecting", e);
        }
        try {
            client.close(true);
        } catch (MqttException | RuntimeException e) {
            log.debug("closing", e);
        }
    }
}
