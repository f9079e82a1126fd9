package org.sensorium.launcher.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.sensorium.database.LocalTimescale;
import org.sensorium.database.Provisioning;
import org.sensorium.database.ProvisioningException;
import org.sensorium.database.ServerSettings;
import org.sensorium.launcher.Settings;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.launcher.parts.Parts;

/**
 * Decides which TimescaleDB is used: the given one, our own, or, where that cannot be had, a
 * container.
 */
public final class DatabaseChoice {
    private final Settings settings;
    private final Secrets secrets;
    private final Consumer<String> progress;

    /**
     * @param progress takes lines for whoever waits at the terminal
     */
    public DatabaseChoice(Settings settings, Secrets secrets, Consumer<String> progress) {
        this.settings = settings;
        this.secrets = secrets;
        this.progress = progress;
    }

    /**
     * Provides what is needed and says how to reach it; the part in it, if there is one, is yet to
     * be started.
     *
     * @throws IOException naming the three ways if none is open
     */
    public RunningDatabase choose() throws IOException {
        if (settings.database().isPresent()) {
            Settings.ExistingDatabase given = settings.database().get();
            return new RunningDatabase(
                    given.url(), given.user(), given.password(), Optional.empty());
        }
        try {
            return own(new Provisioning(progress).provide());
        } catch (ProvisioningException e) {
            boolean hopeless =
                    e.reason() == ProvisioningException.Cause.STORAGE
                            || e.reason() == ProvisioningException.Cause.OTHER;
            if (hopeless || !DockerTimescale.answers()) {
                throw e;
            }
            progress.accept("Docker answers: running TimescaleDB in a container");
            return container();
        }
    }

    /**
     * Stops a server of ours that a killed launcher left running.
     *
     * @return whether there was one
     */
    public static boolean stopLeftBehind(Settings settings, Consumer<String> progress)
            throws IOException {
        Home home = settings.home();
        OptionalLong pid = home.readPid(Parts.DATABASE);
        if (settings.database().isPresent()
                || pid.isEmpty()
                || !ProcessHandle.of(pid.getAsLong()).map(ProcessHandle::isAlive).orElse(false)) {
            return false;
        }
        progress.accept("the database of an earlier start still runs: stopping it");
        if (!Files.exists(home.postgres())) {
            DockerTimescale.stopLeftBehind(home);
            return true;
        }
        Path installation = new Provisioning(progress).provide();
        try (LocalTimescale server = server(settings, installation, "unused")) {
            return server.stopLeftBehind();
        }
    }

    private static LocalTimescale server(Settings settings, Path installation, String password)
            throws IOException {
        ServerSettings durable = ServerSettings.durable();
        String buffers =
                settings.environment().getOrDefault("SENSORIUM_DB_SHARED_BUFFERS", "").strip();
        return new LocalTimescale(
                new LocalTimescale.Plan(
                        installation,
                        settings.home().postgres(),
                        settings.port(Settings.DB_PORT),
                        password,
                        buffers.isEmpty() ? durable : durable.with("shared_buffers", buffers),
                        settings.home().log(Parts.DATABASE)));
    }

    private RunningDatabase own(Path installation) throws IOException {
        LocalTimescale server = server(settings, installation, secrets.superuserPassword());
        return new RunningDatabase(
                server.jdbcUrl(),
                LocalTimescale.SUPERUSER,
                server.superuserPassword(),
                Optional.of(new OwnTimescale(server, settings.home())));
    }

    private RunningDatabase container() {
        int port = settings.port(Settings.DB_PORT);
        DockerTimescale container =
                new DockerTimescale(settings.home(), port, secrets.superuserPassword());
        return new RunningDatabase(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + LocalTimescale.DATABASE,
                LocalTimescale.SUPERUSER,
                secrets.superuserPassword(),
                Optional.of(container));
    }
}
