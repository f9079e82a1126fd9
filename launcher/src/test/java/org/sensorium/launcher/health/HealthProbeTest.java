package org.sensorium.launcher.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.launcher.home.Home;

class HealthProbeTest {
    @TempDir private Path directory;
    private Home home;
    private HttpServer part;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void prepare() throws Exception {
        home = new Home(directory);
        home.prepare();
        part = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        part.createContext(
                "/",
                exchange -> {
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        part.start();
        Files.writeString(home.pid("gateway"), ProcessHandle.current().pid() + "\n");
        Files.writeString(
                home.url("gateway"), "http://127.0.0.1:" + part.getAddress().getPort() + "/\n");
    }

    @AfterEach
    void close() {
        part.stop(0);
    }

    @Test
    void whoIsReadyWithoutComplaintsIsWell() {
        answer = "{\"live\":true,\"ready\":true,\"checks\":[{\"name\":\"database\",\"ok\":true}]}";
        assertThat(gateway().healthy()).isTrue();
    }

    @Test
    void whoIsReadyButComplainsWorksWithinLimits() {
        answer =
                "{\"live\":true,\"ready\":true,\"checks\":[{\"name\":\"disk\",\"ok\":false,\"detail\":\"2 % left\"}]}";
        PartHealth health = gateway();
        assertThat(health.state()).isEqualTo(PartHealth.State.DEGRADED);
        assertThat(health.ready()).isTrue();
        assertThat(health.healthy()).isFalse();
        assertThat(health.complaint()).isEqualTo("disk: 2 % left");
    }

    @Test
    void whoIsNotReadySaysWhatItWaitsFor() {
        status = 503;
        answer =
                "{\"live\":true,\"ready\":false,\"checks\":[{\"name\":\"database\",\"ok\":false,\"detail\":\"refuses\"}]}";
        PartHealth health = gateway();
        assertThat(health.state()).isEqualTo(PartHealth.State.STARTING);
        assertThat(health.complaint()).isEqualTo("database: refuses");
    }

    @Test
    void whoLivesButHasNotLeftAnAddressIsStarting() throws Exception {
        Files.delete(home.url("gateway"));
        assertThat(gateway().state()).isEqualTo(PartHealth.State.STARTING);
    }

    @Test
    void whoLivesButDoesNotAnswerIsDown() {
        part.stop(0);
        assertThat(gateway().state()).isEqualTo(PartHealth.State.DOWN);
        assertThat(gateway().complaint()).contains("does not answer at http://127.0.0.1:");
    }

    @Test
    void nonsenseIsNoGoodNews() {
        answer = "<html>";
        assertThat(gateway().complaint()).contains("not JSON");
    }

    @Test
    void whoDoesNotLiveIsDown() throws Exception {
        Files.delete(home.pid("gateway"));
        assertThat(gateway().complaint()).contains("does not run");
    }

    @Test
    void metricsAreTakenAsTheyAre() {
        answer = "a 1\n";
        assertThat(new HealthProbe(home).metrics("gateway")).hasValue("a 1\n");
        status = 500;
        assertThat(new HealthProbe(home).metrics("gateway")).isEmpty();
    }

    private PartHealth gateway() {
        return new HealthProbe(home).of("gateway");
    }
}
