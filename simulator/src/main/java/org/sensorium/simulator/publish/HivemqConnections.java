package org.sensorium.simulator.publish;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections of the HiveMQ client, thousands of them on a few shared threads. Each keeps its
 * session over a loss ({@code cleanStart=false} and an expiry), so that the client itself sends
 * unacknowledged publishes again; if the broker forgot the session, it publishes them anew.
 */
public final class HivemqConnections implements AutoCloseable {
    private static final int SESSION_EXPIRY_SECONDS = 3600;
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final long longestBackOffMillis;
    private final ExecutorService threads;
    private final MqttClientExecutorConfig executors;

    /**
     * Starts no thread yet; so many are made at most.
     *
     * @param longestBackOff the longest pause between two attempts to connect
     */
    public HivemqConnections(int threadCount, Duration longestBackOff) {
        this.longestBackOffMillis = longestBackOff.toMillis();
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory =
                work -> {
                    Thread thread = new Thread(work, "mqtt-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                };
        this.threads = Executors.newCachedThreadPool(factory);
        this.executors =
                MqttClientExecutorConfig.builder()
                        .nettyExecutor(threads)
                        .nettyThreads(threadCount)
                        .build();
    }

    /**
     * A connection that signs in as a sensor.
     *
     * @param address the broker
     * @param sensorId client id, user name and last part of the topic
     * @param password the sensor's
     */
    public Connection of(BrokerAddress address, String sensorId, String password) {
        return new HivemqConnection(address, sensorId, password, executors, longestBackOffMillis);
    }

    /** Lets the threads end; connections must have been closed. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private static final class HivemqConnection implements Connection {
        private final Mqtt5AsyncClient client;
        private final String topic;
        private final long longestBackOffMillis;
        private volatile @Nullable Listener listener;
        private volatile boolean closed;

        HivemqConnection(
                BrokerAddress address,
                String sensorId,
                String password,
                MqttClientExecutorConfig executors,
                long longestBackOffMillis) {
            this.longestBackOffMillis = longestBackOffMillis;
            this.topic = "readings/" + sensorId;
            Mqtt5ClientBuilder builder =
                    MqttClient.builder()
                            .useMqttVersion5()
                            .identifier(sensorId)
                            .serverHost(address.host())
                            .serverPort(address.port())
                            .executorConfig(executors)
                            .simpleAuth()
                            .username(sensorId)
                            .password(password.getBytes(StandardCharsets.UTF_8))
                            .applySimpleAuth()
                            .addConnectedListener(context -> connected())
                            .addDisconnectedListener(this::disconnected);
            if (address.tls()) {
                builder = builder.sslWithDefaultConfig();
            }
            if (!address.webSocketPath().isEmpty()) {
                builder =
                        builder.webSocketConfig()
                                .serverPath(address.webSocketPath())
                                .applyWebSocketConfig();
            }
            this.client = builder.buildAsync();
        }

        @Override
        public void open(Listener newListener) {
            listener = newListener;
            // The outcome comes through the listeners, which also hear of later reconnects.
            var unused =
                    client.connectWith()
                            .cleanStart(false)
                            .sessionExpiryInterval(SESSION_EXPIRY_SECONDS)
                            .keepAlive(KEEP_ALIVE_SECONDS)
                            .send()
                            .exceptionally(thrown -> null);
        }

        @Override
        public void publish(byte[] payload, IntConsumer outcome) {
            Mqtt5Publish publish =
                    Mqtt5Publish.builder()
                            .topic(topic)
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .payload(ByteBuffer.wrap(payload))
                            .build();
            var unused =
                    client.publish(publish)
                            .whenComplete((result, thrown) -> outcome.accept(code(result, thrown)));
        }

        @Override
        public void close() {
            closed = true;
            var unused =
                    client.disconnectWith()
                            .sessionExpiryInterval(0)
                            .send()
                            .exceptionally(thrown -> null);
        }

        private void connected() {
            Listener told = listener;
            if (told != null) {
                told.up();
            }
        }

        private void disconnected(MqttClientDisconnectedContext context) {
            if (closed || context.getSource() == MqttDisconnectSource.USER) {
                context.getReconnector().reconnect(false);
                return;
            }
            int attempts = context.getReconnector().getAttempts();
            long backOff = Math.min(longestBackOffMillis, 250L << Math.min(attempts, 6));
            long jittered = backOff / 2 + ThreadLocalRandom.current().nextLong(backOff / 2 + 1);
            context.getReconnector()
                    .reconnect(true)
                    .republishIfSessionExpired(true)
                    .delay(jittered, TimeUnit.MILLISECONDS);
            Listener told = listener;
            if (told != null) {
                told.down(cause(context.getCause()), refused(context.getCause()));
            }
        }

        private static boolean refused(Throwable cause) {
            if (cause instanceof Mqtt5ConnAckException refused) {
                return switch (refused.getMqttMessage().getReasonCode()) {
                    case BAD_USER_NAME_OR_PASSWORD,
                            NOT_AUTHORIZED,
                            BANNED,
                            CLIENT_IDENTIFIER_NOT_VALID ->
                            true;
                    default -> false;
                };
            }
            return false;
        }

        private static String cause(Throwable cause) {
            if (cause instanceof Mqtt5ConnAckException refused) {
                return "sign-in refused: " + refused.getMqttMessage().getReasonCode();
            }
            if (cause instanceof Mqtt5DisconnectException ended) {
                return "disconnected by the broker: " + ended.getMqttMessage().getReasonCode();
            }
            String message = cause.getMessage();
            return message == null ? cause.getClass().getSimpleName() : message;
        }

        private static int code(@Nullable Mqtt5PublishResult result, @Nullable Throwable thrown) {
            Throwable error =
                    thrown instanceof CompletionException && thrown.getCause() != null
                            ? thrown.getCause()
                            : thrown;
            if (error == null && result != null) {
                error = result.getError().orElse(null);
            }
            if (error instanceof Mqtt5PubAckException refused) {
                return refused.getMqttMessage().getReasonCode().getCode();
            }
            if (error instanceof MqttEncodeException) {
                return UNSENDABLE;
            }
            if (error != null) {
                return LOST;
            }
            if (result instanceof Mqtt5PublishResult.Mqtt5Qos1Result qos1) {
                return qos1.getPubAck().getReasonCode().getCode();
            }
            return 0;
        }
    }
}
