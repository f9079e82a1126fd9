package org.sensorium.faults.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a subscriber with a durable session hears of alerts and incidents. Comes back by itself when
 * the broker does.
 */
public final class Publications implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Integer> heard = new ConcurrentHashMap<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Mqtt5AsyncClient client;

    /** Signs in and subscribes. */
    public Publications(int mqttPort, String user, String password) {
        this.client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier("faults-publications")
                        .serverHost("127.0.0.1")
                        .serverPort(mqttPort)
                        .simpleAuth()
                        .username(user)
                        .password(password.getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .automaticReconnect()
                        .initialDelay(200, TimeUnit.MILLISECONDS)
                        .maxDelay(1, TimeUnit.SECONDS)
                        .applyAutomaticReconnect()
                        .addConnectedListener(this::connected)
                        .buildAsync();
        client.connectWith().cleanStart(false).sessionExpiryInterval(86_400).send().join();
    }

    private void connected(MqttClientConnectedContext context) {
        if (context instanceof Mqtt5ClientConnectedContext five
                && !five.getConnAck().isSessionPresent()) {
            sessions.incrementAndGet();
        }
        subscribe();
    }

    private void subscribe() {
        // Each time anew: a broker that lost its sessions has lost this one too.
        for (String filter : List.of("alerts/faults/#", "incidents/faults/#")) {
            var unused =
                    client.subscribeWith()
                            .topicFilter(filter)
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .callback(this::arrived)
                            .send();
        }
    }

    private void arrived(Mqtt5Publish publish) {
        try {
            JsonNode event = json.readTree(publish.getPayloadAsBytes());
            heard.merge(
                    key(event.path("id").asText(), event.path("event").asText()), 1, Integer::sum);
        } catch (IOException e) {
            heard.merge("unreadable", 1, Integer::sum);
        }
    }

    /** Whether that event of that alert was published. */
    boolean has(String alertId, String event) {
        return heard.containsKey(key(alertId, event));
    }

    /** Times that the broker no longer knew the session, the first not counted. */
    int lostSessions() {
        return sessions.get() - 1;
    }

    /** Publishes that could not be read. */
    public int unreadable() {
        return heard.getOrDefault("unreadable", 0);
    }

    private static String key(String alertId, String event) {
        return alertId + ' ' + event;
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
