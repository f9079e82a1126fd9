package org.sensorium.bench.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerCeilingTest {
    @Test
    void theGatewaysConfigurationKeepsAllButPortsQueueAndOtherListeners() {
        String own =
                """
                <listeners>
                    <tcp-listener><port>1883</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                    <tls-tcp-listener>
                        <port>8883</port><tls><keystore><password>secret</password></keystore></tls>
                    </tls-tcp-listener>
                    <websocket-listener><port>8083</port></websocket-listener>
                </listeners>
                <mqtt><queued-messages><max-queue-size>1000</max-queue-size></queued-messages></mqtt>
                <persistence><mode>file</mode></persistence>
                """;

        assertThat(BrokerCeiling.onPort(own, 4711))
                .contains("<port>4711</port>", "<mode>file</mode>")
                .contains("<max-queue-size>1000000</max-queue-size>")
                .doesNotContain("secret", "8883", "8083", "1883");
    }
}
