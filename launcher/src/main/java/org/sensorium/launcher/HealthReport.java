package org.sensorium.launcher;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import org.sensorium.launcher.flink.FlinkJob;
import org.sensorium.launcher.health.HealthProbe;
import org.sensorium.launcher.health.PartHealth;
import org.sensorium.launcher.home.EnvFile;
import org.sensorium.launcher.parts.Parts;

/**
 * How the parts fare, each asked in its own way: the database by SQL, a remote job by Flink, the
 * others by /health.
 */
final class HealthReport {
    private final Settings settings;
    private final HealthProbe probe;

    HealthReport(Settings settings, HealthProbe probe) {
        this.settings = settings;
        this.probe = probe;
    }

    /** A database that somebody else runs is no part that we start, but all rely on it. */
    static List<String> withDatabase(List<String> parts) {
        if (parts.contains(Parts.DATABASE)) {
            return parts;
        }
        List<String> all = new ArrayList<>(List.of(Parts.DATABASE));
        all.addAll(parts);
        return List.copyOf(all);
    }

    /** In the order asked for. */
    List<PartHealth> of(List<String> parts) {
        return parts.stream()
                .map(
                        part ->
                                switch (part) {
                                    case Parts.DATABASE -> database();
                                    case Parts.JOB ->
                                            settings.flinkUrl().isPresent()
                                                    ? remoteJob()
                                                    : probe.of(part);
                                    default -> probe.of(part);
                                })
                .toList();
    }

    private PartHealth database() {
        try {
            Map<String, String> credentials = EnvFile.read(settings.home().credentials());
            String url = credentials.getOrDefault("SENSORIUM_DB_URL", "");
            if (url.isEmpty()) {
                return HealthProbe.down(Parts.DATABASE, "has not been started yet");
            }
            Properties login = new Properties();
            login.setProperty("user", credentials.getOrDefault("SENSORIUM_DB_USER", ""));
            login.setProperty("password", credentials.getOrDefault("SENSORIUM_DB_PASSWORD", ""));
            login.setProperty("connectTimeout", "3");
            login.setProperty("socketTimeout", "5");
            login.setProperty("ApplicationName", "sensorium-launcher");
            try (Connection connection = DriverManager.getConnection(url, login)) {
                return connection.isValid(3)
                        ? new PartHealth(
                                Parts.DATABASE,
                                PartHealth.State.OK,
                                settings.home().readPid(Parts.DATABASE),
                                List.of())
                        : HealthProbe.down(Parts.DATABASE, "does not answer");
            }
        } catch (IOException | SQLException e) {
            return HealthProbe.down(Parts.DATABASE, String.valueOf(e.getMessage()));
        }
    }

    private PartHealth remoteJob() {
        try {
            String state =
                    FlinkJob.stateOf(
                            settings.flinkUrl().orElseThrow(),
                            settings.home().run().resolve("job.id"));
            return switch (state) {
                case "RUNNING" ->
                        new PartHealth(
                                Parts.JOB, PartHealth.State.OK, OptionalLong.empty(), List.of());
                case "INITIALIZING", "CREATED", "RESTARTING", "RECONCILING" ->
                        new PartHealth(
                                Parts.JOB,
                                PartHealth.State.STARTING,
                                OptionalLong.empty(),
                                List.of());
                default -> HealthProbe.down(Parts.JOB, "the Flink cluster says " + state);
            };
        } catch (IOException e) {
            return HealthProbe.down(Parts.JOB, String.valueOf(e.getMessage()));
        }
    }
}
