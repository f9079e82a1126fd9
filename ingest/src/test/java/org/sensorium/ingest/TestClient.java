package org.sensorium.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** An ordinary MQTT 5 client, as a sensor or a user has one. */
final class TestClient implements AutoCloseable {
    private static final int AT_ONCE = 500;
    private static final long PATIENCE_MILLIS = 20_000;

    final List<String> received = new CopyOnWriteArrayList<>();
    private final MqttAsyncClient client;
    private volatile boolean acknowledges;
    private final Set<Thread> receivers;

    TestClient(String url, String user, String password) throws MqttException {
        this(url, "test-" + user, user, password);
    }

    /** Resumes the session of that client id, if there is one, and leaves it behind. */
    TestClient(String url, String clientId, String user, String password) throws MqttException {
        client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(new Inbox());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3600L);
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        Set<Thread> others = receiving();
        try {
            client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
        receivers = receiving();
        receivers.removeAll(others);
    }

    /** Connects with a will of a reading on that topic, and leaves at once. */
    static void withWill(String url, String user, String password, String topic)
            throws MqttException {
        MqttAsyncClient willing = new MqttAsyncClient(url, "will-" + user, new MemoryPersistence());
        try {
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
            byte[] reading = "{\"pm25\":1}".getBytes(StandardCharsets.UTF_8);
            options.setWill(topic, new MqttMessage(reading, 1, false, null));
            willing.connect(options).waitForCompletion(PATIENCE_MILLIS);
            willing.disconnect().waitForCompletion(PATIENCE_MILLIS);
        } finally {
            willing.close(true);
        }
    }

    /** Acknowledges what it receives from now on; the broker holds the next back until it does. */
    TestClient acknowledging() {
        acknowledges = true;
        return this;
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /** Publishes at QoS 1 and returns the reason code of the acknowledgement. */
    int publish(String topic, String payload, UserProperty... properties) throws MqttException {
        MqttMessage message =
                new MqttMessage(payload.getBytes(StandardCharsets.UTF_8), 1, false, null);
        MqttProperties packet = new MqttProperties();
        packet.setUserProperties(List.of(properties));
        message.setProperties(packet);
        return codeOf(client.publish(topic, message));
    }

    /** Publishes any bytes at QoS 1 and returns the reason code of the acknowledgement. */
    int publish(String topic, byte[] payload) throws MqttException {
        return codeOf(client.publish(topic, payload, 1, false));
    }

    /** Publishes that many messages at QoS 1, some hundred at a time; returns all reason codes. */
    List<Integer> publishAll(String topic, int count, IntFunction<String> payload)
            throws MqttException {
        List<Integer> codes = new ArrayList<>();
        for (int first = 0; first < count; first += AT_ONCE) {
            List<IMqttToken> tokens = new ArrayList<>();
            for (int i = first; i < Math.min(count, first + AT_ONCE); i++) {
                byte[] bytes = payload.apply(i).getBytes(StandardCharsets.UTF_8);
                tokens.add(client.publish(topic, bytes, 1, false));
            }
            for (IMqttToken token : tokens) {
                codes.add(codeOf(token));
            }
        }
        return codes;
    }

    private static int codeOf(IMqttToken token) {
        try {
            token.waitForCompletion(PATIENCE_MILLIS);
        } catch (MqttException e) {
            return e.getReasonCode();
        }
        return token.getReasonCodes() == null ? 0 : token.getReasonCodes()[0];
    }

    /** Subscribes at QoS 1 and returns the reason code. */
    int subscribe(String filter) {
        try {
            IMqttToken token = client.subscribe(filter, 1);
            token.waitForCompletion(PATIENCE_MILLIS);
            return token.getReasonCodes()[0];
        } catch (MqttException e) {
            return e.getReasonCode();
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1000, false);
        // A client closed while its receiver still hands over an answer takes that from under it,
        // and the receiver dies of a null pointer.
        Awaitility.await().until(() -> receivers.stream().noneMatch(Thread::isAlive));
        client.close(true);
    }

    /** Paho's threads that receive for this client id, whosever client it is. */
    private Set<Thread> receiving() {
        String name = "MQTT Rec: " + client.getClientId();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .collect(Collectors.toSet());
    }

    private final class Inbox implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) throws MqttException {
            received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
            if (acknowledges) {
                client.messageArrivedComplete(message.getId(), message.getQos());
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
