package org.sensorium.launcher.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sensorium.database.LocalTimescale;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.parts.Parts;
import org.sensorium.launcher.supervise.Life;
import org.sensorium.launcher.supervise.Startable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TimescaleDB (community edition) in a container of this home, its files in a volume of the same
 * name. The container is run in the foreground of a {@code docker run}, so that its end is seen.
 */
final class DockerTimescale implements Startable {
    private static final Logger log = LoggerFactory.getLogger(DockerTimescale.class);
    private static final String IMAGE = "timescale/timescaledb:2.19.3-pg17";
    private static final Duration READY =
            Duration.ofMinutes(10); // the image may have to be fetched first

    private final Home home;
    private final int port;
    private final String password;
    private final String container;

    DockerTimescale(Home home, int port, String password) {
        this.home = home;
        this.port = port;
        this.password = password;
        this.container =
                "sensorium-"
                        + UUID.nameUUIDFromBytes(
                                home.root().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether there is an engine to talk to. */
    static boolean answers() {
        try {
            return docker("version", "--format", "{{.Server.Version}}") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops what a killed launcher left; does nothing if there is nothing. */
    static void stopLeftBehind(Home home) throws IOException {
        new DockerTimescale(home, 0, "").stopContainer(Duration.ofSeconds(60));
    }

    private boolean stopContainer(Duration grace) throws IOException {
        return docker("stop", "--time", Long.toString(grace.toSeconds()), container) == 0;
    }

    @Override
    public String name() {
        return Parts.DATABASE;
    }

    /** The command line; the password is not on it but in the environment. */
    List<String> command() {
        return List.of(
                "docker",
                "run",
                "--rm",
                "--sig-proxy=false", // Ctrl-C is for the launcher, which stops the database last
                "--name",
                container,
                "--publish",
                "127.0.0.1:" + port + ":5432",
                "--volume",
                container + ":/var/lib/postgresql/data",
                "--env",
                "POSTGRES_PASSWORD",
                "--env",
                "POSTGRES_DB=" + LocalTimescale.DATABASE,
                "--env",
                "TIMESCALEDB_TELEMETRY=off",
                "--shm-size",
                "256m",
                "--stop-signal",
                "SIGINT",
                IMAGE);
    }

    @Override
    public Life start() throws IOException {
        docker("rm", "--force", container);
        ProcessBuilder builder =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        home.log(Parts.DATABASE).toFile()));
        builder.environment().put("POSTGRES_PASSWORD", password);
        Process process = builder.start();
        awaitReady(process);
        Files.writeString(home.pid(Parts.DATABASE), process.pid() + "\n");
        return new ContainerLife(process);
    }

    private void awaitReady(Process process) throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + LocalTimescale.DATABASE;
        long deadline = System.nanoTime() + READY.toNanos();
        while (System.nanoTime() < deadline) {
            try (Connection connection =
                    DriverManager.getConnection(url, LocalTimescale.SUPERUSER, password)) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                log.debug("not yet: {}", e.getMessage());
            }
            try {
                if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            "docker run ended with "
                                    + process.exitValue()
                                    + ", see "
                                    + home.log(Parts.DATABASE));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the database's container started", e);
            }
        }
        docker("rm", "--force", container);
        throw new IOException(
                "the database in its container did not answer within "
                        + READY.toMinutes()
                        + " min");
    }

    private final class ContainerLife implements Life {
        private final Process process;

        ContainerLife(Process process) {
            this.process = process;
        }

        @Override
        public CompletableFuture<String> ended() {
            return process.onExit().thenApply(dead -> "docker run ended with " + dead.exitValue());
        }

        @Override
        public boolean stop(Duration grace) {
            try {
                boolean stopped = stopContainer(grace);
                Files.deleteIfExists(home.pid(Parts.DATABASE));
                return stopped;
            } catch (IOException e) {
                log.error("the database's container does not stop: {}", e.getMessage());
                return false;
            }
        }
    }

    private static int docker(String... arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder()
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.command().add("docker");
        builder.command().addAll(List.of(arguments));
        try {
            return builder.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while docker was asked", e);
        }
    }
}
