package org.sensorium.stream.publish;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PahoBrokerTest {
    /** As a proxy does whose broker is down. */
    @Test
    void whoIsDroppedAtOnceLeavesNoThreadBehind() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> dropAll(proxy)).start();
            String url = "tcp://127.0.0.1:" + proxy.getLocalPort();
            try (Broker broker = new PahoBroker(new MqttAddress(url, "_job", "secret"))) {
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(
                                    () ->
                                            broker.publish(
                                                    List.of(new Publication("a", "{}")), () -> {}))
                            .isInstanceOf(IOException.class);
                }
            }
        }
        await().until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .noneMatch(each -> each.getName().startsWith("MQTT Con")));
    }

    private static void dropAll(ServerSocket proxy) {
        while (!proxy.isClosed()) {
            try {
                proxy.accept().close();
            } catch (IOException e) {
                return; // the test is over
            }
        }
    }
}
