package org.sensorium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.database.DumpPrograms;
import org.sensorium.database.LocalTimescale;
import org.sensorium.database.Provisioning;
import org.sensorium.launcher.backup.Backup;
import org.sensorium.launcher.home.EnvFile;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.HomeLock;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.sink.schema.Schema;
import picocli.CommandLine;

/** Writes all of a running system into one file, while it goes on. */
@CommandLine.Command(
        name = "backup",
        description =
                "Writes the database, the job's state and the secrets of the running system into one"
                        + " file.")
final class BackupCommand implements Callable<Integer> {
    @CommandLine.Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "Is made; only its owner may read it.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        Settings settings = Launcher.settings();
        Home home = settings.home();
        HomeLock.requireRunning(
                home, "start it with bin/sensorium up, or copy all of that directory");
        Path target = Objects.requireNonNull(file).toAbsolutePath();
        Consumer<String> progress = System.out::println;
        DumpPrograms programs = new DumpPrograms(new Provisioning(progress).provide());
        new Backup(home, server(settings), programs, progress).write(target);
        progress.accept(
                String.format(
                        Locale.ROOT,
                        "%s, %.1f MB: keep it safe, the system's passwords are in it",
                        target,
                        Files.size(target) / 1e6));
        return 0;
    }

    private static DumpPrograms.Server server(Settings settings) throws IOException {
        if (settings.database().isPresent()) {
            Settings.ExistingDatabase given = settings.database().get();
            return new DumpPrograms.Server(given.url(), given.user(), given.password());
        }
        return new DumpPrograms.Server(
                EnvFile.read(settings.home().credentials()).getOrDefault("SENSORIUM_DB_URL", ""),
                LocalTimescale.SUPERUSER,
                Secrets.of(settings.home(), Schema.ROLES, null).superuserPassword());
    }
}
