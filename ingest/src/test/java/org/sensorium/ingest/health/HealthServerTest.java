package org.sensorium.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthServerTest {
    @TempDir Path home;

    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Path urlFile;
    @AutoClose private HealthServer server;

    @BeforeEach
    void start() throws Exception {
        urlFile = home.resolve("run").resolve("gateway.url");
        server = HealthServer.start(meters, urlFile);
    }

    @Test
    void isNotReadyBeforeItKnowsWhatToCheck() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(503);
    }

    @Test
    void isReadyWhenEverythingIsWellAndSaysWhatIsNot() throws Exception {
        AtomicReference<String> problem = new AtomicReference<>();
        server.checks(
                List.of(
                        new Check("database", problem::get),
                        new Check("broker", () -> null, () -> "was restarted")));

        HttpResponse<String> well = get("/health");
        assertThat(well.statusCode()).isEqualTo(200);
        assertThat(well.body()).contains("\"ready\":true", "\"detail\":\"was restarted\"");

        problem.set("away");
        HttpResponse<String> ill = get("/health");
        assertThat(ill.statusCode()).isEqualTo(503);
        assertThat(ill.body())
                .contains(
                        "\"live\":true",
                        "{\"name\":\"database\",\"ok\":false,\"detail\":\"away\"}",
                        "\"ready\":false");
    }

    @Test
    void servesTheMeters() throws Exception {
        meters.counter("sensorium.receive.readings").increment(3);

        assertThat(get("/metrics").body()).contains("sensorium_receive_readings_total 3.0");
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create(Files.readString(urlFile).trim() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
