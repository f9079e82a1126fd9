package org.sensorium.stream.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.junit.jupiter.api.Test;

class PageServerTest {
    @Test
    void aClustersProcessServesItsPageWhereThatIsConfigured() throws Exception {
        int port = freePort();
        PrometheusPage page = new PrometheusPage();
        page.open(config("port", Integer.toString(port)));
        try {
            var response =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:"
                                                                    + port
                                                                    + "/metrics"))
                                            .build(),
                                    BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(page.text());
        } finally {
            page.close();
        }
    }

    @Test
    void withoutAPortNobodyListens() {
        PrometheusPage page = new PrometheusPage();
        page.open(new MetricConfig());
        assertThat(page.text()).isEmpty();
        page.close();
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            PrometheusPage page = new PrometheusPage();
            assertThatThrownBy(() -> page.open(config("port", port)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    private static MetricConfig config(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        MetricConfig config = new MetricConfig();
        config.putAll(properties);
        return config;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
