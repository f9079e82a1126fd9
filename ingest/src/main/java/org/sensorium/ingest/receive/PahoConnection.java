package org.sensorium.ingest.receive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.sensorium.sink.mqtt.PahoSockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only class that knows Paho. One connection: a new object for each attempt, since Paho carries
 * state over when it reconnects by itself. Its known traps are avoided here: manual acknowledgement
 * at QoS 1 only, the callback set before connecting, nothing thrown in it, no topic aliases.
 */
final class PahoConnection implements AutoCloseable {
    /** The broker's extension puts its receipt time there. */
    static final String RECEIVED_AT = "received-at";

    /** Messages in flight to us: no more than the broker's own window makes sense. */
    static final int RECEIVE_MAXIMUM = 4096;

    private static final Logger log = LoggerFactory.getLogger(PahoConnection.class);
    private static final long NEVER_EXPIRES = 0xFFFF_FFFFL;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final long CONNECT_MILLIS = 15_000;
    private static final long CLOSE_MILLIS = 2_000;
    private static final long STAMP_MISSING = -1;

    private final ReceiverSettings settings;
    private final MqttAsyncClient client;
    private final AtomicBoolean lost = new AtomicBoolean();

    PahoConnection(ReceiverSettings settings, Delivery delivery) throws IOException {
        this.settings = settings;
        try {
            this.client =
                    new MqttAsyncClient(
                            settings.url(),
                            settings.clientId(),
                            new MemoryPersistence(),
                            null,
                            null);
        } catch (MqttException e) {
            throw failure(e);
        }
        client.setManualAcks(true);
        client.setCallback(new Callback(delivery));
    }

    /**
     * Resumes the durable session, or begins it.
     *
     * @return whether the broker still had the session
     */
    boolean connect() throws IOException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(NEVER_EXPIRES);
        options.setReceiveMaximum(RECEIVE_MAXIMUM);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setSocketFactory(PahoSockets.to(settings.url()));
        options.setUserName(settings.user());
        options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
        try {
            IMqttToken token = client.connect(options);
            token.waitForCompletion(CONNECT_MILLIS);
            return token.getSessionPresent();
        } catch (MqttException e) {
            throw failure(e);
        }
    }

    void subscribe(String... filters) throws IOException {
        int[] qos = new int[filters.length];
        Arrays.fill(qos, 1);
        try {
            IMqttToken token = client.subscribe(filters, qos);
            token.waitForCompletion(CONNECT_MILLIS);
            for (int code : token.getReasonCodes()) {
                if (code >= 0x80) {
                    throw new MqttException(code);
                }
            }
        } catch (MqttException e) {
            throw failure(e);
        }
    }

    private static IOException failure(MqttException e) {
        return new IOException(String.valueOf(e.getMessage()), e);
    }

    /** Only between the connection's beginning and its end: see {@link AcknowledgementLedger}. */
    void acknowledge(int packetId) {
        try {
            client.messageArrivedComplete(packetId, 1);
        } catch (MqttException e) {
            log.debug("acknowledgement of {} not sent: the broker will deliver again", packetId, e);
        }
    }

    /** At QoS 0: a notice, which may be lost. */
    void publish(String topic, byte[] payload) {
        try {
            client.publish(topic, payload, 0, false);
        } catch (MqttException e) {
            log.debug("notice to {} not sent", topic, e);
        }
    }

    /** At QoS 1; its answer's reason code is told, if one comes. */
    void publish(String topic, byte[] payload, IntConsumer answer) {
        try {
            client.publish(topic, payload, 1, false, null, new Answer(answer));
        } catch (MqttException e) {
            log.debug("nothing sent to {}", topic, e);
        }
    }

    private record Answer(IntConsumer told) implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            told.accept(codes == null || codes.length == 0 ? 0 : codes[0]);
        }

        @Override
        public void onFailure(@Nullable IMqttToken token, Throwable thrown) {
            if (thrown instanceof MqttException refused && refused.getReasonCode() >= 0x80) {
                told.accept(refused.getReasonCode());
            }
        }
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, CLOSE_MILLIS, false);
        } catch (MqttException | RuntimeException e) {
            log.debug("closing a connection that was closed", e);
        }
        try {
            client.close(true);
        } catch (MqttException | RuntimeException e) {
            log.debug("closing a client that was closed", e);
        }
    }

    private final class Callback implements MqttCallback {
        private final Delivery delivery;

        Callback(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            try {
                delivery.arrived(
                        topic,
                        message.getPayload(),
                        stamp(message.getProperties()),
                        message.getQos(),
                        message.getId());
            } catch (Throwable t) {
                // Paho would swallow it and go on; without the message's place in the ledger the
                // connection is of no more use.
                end("cannot take a message: " + t);
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            end(
                    response.getException() == null
                            ? "disconnected, reason " + response.getReturnCode()
                            : String.valueOf(response.getException().getMessage()));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            log.debug("error on the connection to the broker", exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}

        private void end(String why) {
            if (lost.compareAndSet(false, true)) {
                delivery.lost(why);
            }
        }

        private static long stamp(MqttProperties properties) {
            for (UserProperty property : properties.getUserProperties()) {
                if (property.getKey().equals(RECEIVED_AT)) {
                    return parse(property.getValue());
                }
            }
            return STAMP_MISSING;
        }

        private static long parse(String stamp) {
            try {
                return Long.parseLong(stamp);
            } catch (NumberFormatException e) {
                return STAMP_MISSING;
            }
        }
    }
}
