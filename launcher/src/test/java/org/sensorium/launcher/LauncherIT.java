package org.sensorium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sensorium.database.FreePort;
import org.sensorium.launcher.home.EnvFile;
import org.sensorium.launcher.home.Home;

/** The launcher as a process, with a real database and stand-ins for the other parts. */
@Timeout(240)
class LauncherIT {
    private Path root;
    private Home home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void provide() throws IOException {
        root = Files.createTempDirectory(Path.of("/tmp"), "sensorium-launcher-");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        StandInParts.build(root);
        home = new Home(root.resolve("home"));
        environment.put("SENSORIUM_HOME", home.root().toString());
        environment.put("SENSORIUM_DB_SHARED_BUFFERS", "64MB");
        for (String port : List.of("HTTP", "MQTT", "MQTT_TLS", "MQTT_WS", "DB")) {
            environment.put("SENSORIUM_" + port + "_PORT", Integer.toString(FreePort.any()));
        }
    }

    @AfterEach
    void clearAway() throws Exception {
        launcher("down");
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void everythingComesUpIsWatchedAndGoesDownInOrder() throws Exception {
        Outcome up = launcher("up", "--detach");
        assertThat(up.exit()).as(up.text()).isZero();
        Map<String, String> credentials = EnvFile.read(home.credentials());
        assertThat(up.text())
                .contains("prepared for quicker restarts: gateway, job, console")
                .contains("Sensorium is up after")
                .contains("http://127.0.0.1:" + environment.get("SENSORIUM_HTTP_PORT"))
                .contains(credentials.get("SENSORIUM_ADMIN_PASSWORD"));
        assertThat(Files.readString(home.logs().resolve("launcher.out")))
                .doesNotContain(credentials.get("SENSORIUM_ADMIN_PASSWORD"));
        try (Connection connection =
                DriverManager.getConnection(
                        credentials.get("SENSORIUM_DB_URL"),
                        credentials.get("SENSORIUM_DB_USER"),
                        credentials.get("SENSORIUM_DB_PASSWORD"))) {
            assertThat(connection.isValid(5)).isTrue();
        }
        Outcome status = launcher("status");
        assertThat(status.exit()).as(status.text()).isZero();
        assertThat(status.text().lines().map(line -> line.split(" ")[0]))
                .containsExactly("database", "gateway", "job", "console", "fleet");

        assertThat(launcher("up").text()).contains("already runs on " + home.root());

        long killed = kill("gateway");
        awaitHealth();
        assertThat(home.readPid("gateway").orElseThrow()).isNotEqualTo(killed);
        assertThat(commandLine("gateway"))
                .as("the second life uses the classes that the first one laid out")
                .anyMatch(word -> word.startsWith("-XX:SharedArchiveFile=" + home.cache()));

        assertThat(launcher("down").exit()).isZero();
        assertThat(Files.readAllLines(home.root().resolve("order.txt")))
                .containsExactly("fleet", "console", "gateway", "job");
        assertThat(launcher("status").exit()).isEqualTo(1);
        assertThat(launcher("down").text()).contains("nothing runs on");
        assertThat(FreePort.isFree(port("SENSORIUM_DB_PORT"))).isTrue();
    }

    @Test
    void whatAKilledLauncherLeavesIsFoundAndStopped() throws Exception {
        assertThat(launcher("up", "--detach", "--no-fleet").exit()).isZero();
        long left = home.readPid("gateway").orElseThrow();
        kill("launcher");
        assertThat(launcher("status").exit()).isEqualTo(1);

        Outcome again = launcher("up", "--detach", "--no-fleet");
        assertThat(again.exit()).as(again.text()).isZero();
        assertThat(again.text()).contains("gateway of an earlier start still runs");
        assertThat(ProcessHandle.of(left)).isEmpty();

        kill("launcher");
        assertThat(launcher("down").text()).contains("stopped");
        assertThat(FreePort.isFree(port("SENSORIUM_DB_PORT"))).isTrue();
    }

    @Test
    void whatCannotBeStartedLeavesNothingHalfStarted() throws Exception {
        Files.createDirectories(home.root());
        Files.createFile(home.root().resolve("broken-job"));
        Outcome up = launcher("up", "--detach", "--no-fleet");
        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.text())
                .contains("job ended at its start (exit code 3)")
                .contains("the job says why");
        assertThat(FreePort.isFree(port("SENSORIUM_DB_PORT"))).isTrue();
        assertThat(home.readPid("gateway")).isEmpty();
    }

    @Test
    void aTakenPortStopsTheStartBeforeAnythingRuns() throws Exception {
        try (java.net.ServerSocket taken =
                new java.net.ServerSocket(
                        port("SENSORIUM_HTTP_PORT"),
                        1,
                        java.net.InetAddress.getLoopbackAddress())) {
            for (String[] arguments : new String[][] {{"up"}, {"up", "--detach"}}) {
                Outcome up = launcher(arguments);
                assertThat(up.exit()).isEqualTo(1);
                assertThat(up.text())
                        .contains("port " + taken.getLocalPort() + " is taken by")
                        .contains("SENSORIUM_HTTP_PORT");
                assertThat(home.root()).doesNotExist();
            }
            Files.createDirectories(home.run());
            assertThat(launcher("up").exit()).isEqualTo(1);
            assertThat(home.postgres()).doesNotExist();
        }
    }

    @Test
    void aDatabaseThatCannotBeFetchedLeavesNothingBehind() throws Exception {
        environment.put("SENSORIUM_CACHE", root.resolve("empty-cache").toString());
        environment.put("SENSORIUM_DEBIAN_MIRROR", "http://127.0.0.1:1/debian");
        environment.put("http_proxy", "http://127.0.0.1:1");
        Outcome up = launcher("up", "--detach");
        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.text())
                .contains("cannot reach")
                .contains("SENSORIUM_DEBIAN_MIRROR")
                .contains("SENSORIUM_DB_URL")
                .doesNotContain("Exception");
        assertThat(home.root()).doesNotExist();
    }

    private void awaitHealth() throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        Outcome status = launcher("status");
        while (status.exit() != 0 && System.nanoTime() < deadline) {
            status = launcher("status");
        }
        assertThat(status.exit()).as(status.text()).isZero();
    }

    private List<String> commandLine(String part) throws IOException {
        Path file = Path.of("/proc", Long.toString(home.readPid(part).orElseThrow()), "cmdline");
        return List.of(Files.readString(file).split("\0"));
    }

    private long kill(String part) throws Exception {
        long pid = home.readPid(part).orElseThrow();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
        return pid;
    }

    private int port(String key) {
        return Integer.parseInt(environment.getOrDefault(key, ""));
    }

    private Outcome launcher(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m"));
        command.add("-Dsensorium.root=" + root);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Launcher.class.getName());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(root, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("SENSORIUM_"));
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Outcome(exit, Files.readString(output, StandardCharsets.UTF_8));
    }

    private record Outcome(int exit, String text) {}
}
