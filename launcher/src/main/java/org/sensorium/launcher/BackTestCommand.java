package org.sensorium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sensorium.launcher.home.EnvFile;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.HomeLock;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.launcher.parts.Parts;
import org.sensorium.sink.schema.Schema;
import picocli.CommandLine;

/**
 * Says what a rule would have raised over the readings that the running system has in its log. A
 * process of its own, with the job's classes and its rights in the database; interrupting this one
 * ends it.
 */
@CommandLine.Command(
        name = "backtest",
        description =
                "Says, as JSON, what a rule would have raised over the stored log, and what the"
                        + " present rules did. Changes nothing.")
final class BackTestCommand implements Callable<Integer> {
    @CommandLine.Parameters(
            index = "0",
            paramLabel = "RULE.json",
            description = "The rule, as PUT /api/v1/rules/{id} takes it, with its id.")
    private Path rule = Path.of("");

    @CommandLine.Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only alerts that begin then or later, such as 2025-01-31T12:00:00Z.")
    private @Nullable String from;

    @CommandLine.Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Only alerts that begin before.")
    private @Nullable String to;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Launcher.settings();
        Home home = settings.home();
        HomeLock.requireRunning(home, "start it with bin/sensorium up first");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dfile.encoding=UTF-8");
        command.add("-cp");
        command.add(Parts.jobClassPath(settings.root()));
        command.add("org.sensorium.stream.backtest.BackTestCommand");
        command.add(rule.toString());
        if (from != null) {
            command.addAll(List.of("--from", from));
        }
        if (to != null) {
            command.addAll(List.of("--to", to));
        }
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        process.environment().putAll(database(settings));
        Process running = process.start();
        Runtime.getRuntime().addShutdownHook(new Thread(running::destroy));
        return running.waitFor();
    }

    /** The job's account where the parts have one each; the one that was given otherwise. */
    private static Map<String, String> database(Settings settings) throws IOException {
        if (settings.database().isPresent()) {
            Settings.ExistingDatabase given = settings.database().get();
            return Map.of(
                    "SENSORIUM_DB_URL", given.url(),
                    "SENSORIUM_DB_USER", given.user(),
                    "SENSORIUM_DB_PASSWORD", given.password());
        }
        return Map.of(
                "SENSORIUM_DB_URL",
                EnvFile.read(settings.home().credentials()).getOrDefault("SENSORIUM_DB_URL", ""),
                "SENSORIUM_DB_USER",
                Schema.JOB,
                "SENSORIUM_DB_PASSWORD",
                Secrets.of(settings.home(), Schema.ROLES, null).rolePassword(Schema.JOB));
    }
}
