package org.sensorium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.database.DumpPrograms;
import org.sensorium.database.Provisioning;
import org.sensorium.launcher.backup.RestoredHome;
import org.sensorium.launcher.database.DatabaseChoice;
import org.sensorium.launcher.database.RunningDatabase;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.HomeLock;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.launcher.supervise.Life;
import org.sensorium.sink.schema.Schema;
import picocli.CommandLine;

/**
 * Makes a home out of a backup: whole, or not at all. What is there already is never touched; who
 * wants the same place moves the old home away first.
 */
@CommandLine.Command(
        name = "restore",
        description = "Makes SENSORIUM_HOME, which must not be there yet, out of a backup.")
final class RestoreCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(60);

    @CommandLine.Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "As bin/sensorium backup wrote it.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        Settings settings = Launcher.settings();
        Home home = settings.home();
        if (Files.exists(home.root())) {
            throw new IOException(
                    home.root()
                            + " is there already, and what is in it stays: stop it and move it away,"
                            + " or set SENSORIUM_HOME to a new place");
        }
        Consumer<String> progress = System.out::println;
        try (RestoredHome restored = new RestoredHome(Objects.requireNonNull(file), home)) {
            home.prepare();
            try (HomeLock lock = HomeLock.take(home).orElseThrow()) {
                Objects.requireNonNull(lock);
                restored.files();
                restore(settings, restored, progress);
            } catch (IOException | RuntimeException e) {
                home.remove();
                throw e;
            }
        }
        progress.accept("restored into " + home.root() + ": start it with bin/sensorium up");
        return 0;
    }

    private static void restore(Settings settings, RestoredHome restored, Consumer<String> progress)
            throws IOException {
        Secrets secrets = Secrets.of(settings.home(), Schema.ROLES, null);
        RunningDatabase database = new DatabaseChoice(settings, secrets, progress).choose();
        Optional<Life> life =
                database.part().isPresent()
                        ? Optional.of(database.part().get().start())
                        : Optional.empty();
        try {
            Map<String, String> passwords = new HashMap<>();
            Schema.ROLES.forEach(role -> passwords.put(role, secrets.rolePassword(role)));
            restored.database(
                    new DumpPrograms.Server(
                            database.jdbcUrl(), database.user(), database.password()),
                    passwords,
                    new DumpPrograms(new Provisioning(progress).provide()),
                    progress);
        } finally {
            if (life.isPresent()) {
                life.get().stop(GRACE);
            }
        }
    }
}
