package org.sensorium.launcher.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.launcher.supervise.Life;

@Timeout(20)
class FlinkJobTest {
    @TempDir private Path directory;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private HttpServer cluster;

    @BeforeEach
    void startCluster() throws Exception {
        cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cluster.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    bodies.add(
                            path
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    byte[] answer = answers.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(answer.length == 0 ? 404 : 200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        cluster.start();
        answers.put("/jars/upload", "{\"filename\":\"/tmp/flink/abc_job.jar\"}");
        answers.put("/jars/abc_job.jar/run", "{\"jobid\":\"j1\"}");
        answers.put("/jobs/j1", "{\"state\":\"RUNNING\"}");
    }

    @AfterEach
    void stopCluster() {
        cluster.stop(0);
    }

    @Test
    void theJarIsUploadedAndRunWithOurSettingsOnly() throws Exception {
        Life life = job().start();
        assertThat(bodies.get(0)).contains("jar's bytes");
        // The watch over the job asks in between.
        assertThat(bodies)
                .filteredOn(body -> body.contains("org.sensorium.stream.SensoriumJob"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("SENSORIUM_DB_URL=jdbc")
                .doesNotContain("PATH");
        assertThat(FlinkJob.stateOf(url(), directory.resolve("job.id"))).isEqualTo("RUNNING");
        assertThat(life.ended()).isNotDone();
    }

    @Test
    void itStopsWithASavepointAndGoesOnFromIt() throws Exception {
        answers.put("/jobs/j1/stop", "{\"request-id\":\"r\"}");
        answers.put(
                "/jobs/j1/savepoints/r",
                "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/s1\"}}");
        assertThat(job().start().stop(Duration.ofSeconds(5))).isTrue();
        bodies.clear();
        assertThat(job().start().ended()).isNotDone();
        assertThat(bodies).anyMatch(body -> body.contains("\"savepointPath\":\"file:/s1\""));
    }

    @Test
    void aFailedJobGoesOnFromItsLastCheckpoint() throws Exception {
        Life life = job().start();
        answers.put(
                "/jobs/j1/checkpoints",
                "{\"latest\":{\"completed\":{\"external_path\":\"file:/chk-7\"}}}");
        answers.put("/jobs/j1", "{\"state\":\"FAILED\"}");
        assertThat(life.ended().get(10, TimeUnit.SECONDS)).isEqualTo("the cluster says FAILED");
        bodies.clear();
        assertThat(job().start()).isNotNull();
        assertThat(bodies).anyMatch(body -> body.contains("\"savepointPath\":\"file:/chk-7\""));
    }

    @Test
    void aMissingClusterIsNamedWithTheVariable() {
        cluster.stop(0);
        assertThatThrownBy(() -> job().start()).hasMessageContaining("SENSORIUM_FLINK_URL");
    }

    @Test
    void anAnswerThatRepeatsPasswordsIsNotRepeated() {
        answers.remove("/jars/abc_job.jar/run");
        assertThatThrownBy(() -> job().start())
                .hasMessageContaining("Flink answers 404")
                .hasMessageNotContaining("hush");
    }

    private FlinkJob job() throws Exception {
        Path jar = Files.writeString(directory.resolve("job.jar"), "jar's bytes");
        return new FlinkJob(
                new FlinkJob.Spec(
                        "job",
                        url(),
                        jar,
                        Map.of(
                                "SENSORIUM_DB_URL", "jdbc",
                                "SENSORIUM_DB_PASSWORD", "hush",
                                "PATH", "/bin"),
                        directory.resolve("savepoint"),
                        directory.resolve("job.id"),
                        Duration.ofMillis(10)));
    }

    private String url() {
        return "http://127.0.0.1:" + cluster.getAddress().getPort();
    }
}
