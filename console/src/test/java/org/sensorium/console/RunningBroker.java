package org.sensorium.console;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.sensorium.console.page.MqttPorts;
import org.sensorium.ingest.broker.Broker;
import org.sensorium.ingest.broker.BrokerSettings;
import org.sensorium.ingest.signin.SignIn;
import org.sensorium.registry.sessions.SessionTokens;
import org.sensorium.registry.view.RegistryView;
import org.sensorium.sink.ConnectionPool;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.schema.Schema;

/** The gateway's broker at the console's database, and the job's account to publish alerts by. */
@SuppressWarnings("try") // a test may be interrupted while it closes
final class RunningBroker implements AutoCloseable {
    private static final long MOST_QUEUED = 1000;

    private final RegistryView registry;
    private final HikariDataSource pool;
    private final Broker broker;
    private final MqttClient job;

    RunningBroker(RunningConsole it, MqttPorts ports) throws Exception {
        DatabaseAddress address =
                new DatabaseAddress(
                        it.database.jdbcUrl(), Schema.INGEST, RunningConsole.ROLE_PASSWORD);
        registry = RegistryView.open(address, "test broker");
        pool = ConnectionPool.open(address, "test broker", 2);
        Path state = it.home.resolve("broker");
        broker =
                Broker.start(
                        new BrokerSettings(
                                state,
                                state.resolve("tls"),
                                "127.0.0.1",
                                ports.plain(),
                                ports.tls(),
                                ports.webSocket(),
                                null,
                                null,
                                MOST_QUEUED),
                        registry,
                        new SignIn(registry::account, new SessionTokens(pool)::isHeldBy),
                        new SimpleMeterRegistry(),
                        event -> {});
        broker.admitSensors(true);
        job = new MqttClient(broker.url(), "job", new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("_job");
        options.setPassword(RunningConsole.PASSWORD.getBytes(StandardCharsets.UTF_8));
        job.connect(options);
    }

    static MqttPorts freePorts() throws IOException {
        try (ServerSocket plain = new ServerSocket(0);
                ServerSocket tls = new ServerSocket(0);
                ServerSocket webSocket = new ServerSocket(0)) {
            return new MqttPorts(
                    plain.getLocalPort(), tls.getLocalPort(), webSocket.getLocalPort());
        }
    }

    void publish(String topic, String payload) throws MqttException {
        job.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    /** A critical alert of a sensor in the district harbour, as the job publishes it. */
    void tell(String department, String id, String event, int second) throws MqttException {
        String json =
                "{'id': '%s', 'event': '%s', 'sensorId': '%s', 'metric': 'level', 'detector':"
                        + " 'threshold', 'severity': 'critical', 'department': '%s', 'district':"
                        + " 'harbour', 'raisedAt': '2026-01-24T12:00:00.000Z', 'updatedAt':"
                        + " '2026-01-24T12:00:%02d.000Z', 'value': 9.5, 'message': {'en': 'high',"
                        + " 'zh': '高'}}";
        publish(
                "alerts/" + department + "/harbour/critical/threshold/" + id,
                RunningConsole.json(json.formatted(id, event, id, department, second)));
    }

    @Override
    public void close() throws Exception {
        job.disconnect();
        job.close();
        broker.close();
        pool.close();
        registry.close();
    }
}
