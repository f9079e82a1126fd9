package org.sensorium.launcher;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/**
 * {@code up}, {@code down}, {@code status}, {@code logs}, {@code migrate}, {@code backup}, {@code
 * restore}, {@code backtest}. Started by {@code bin/sensorium}, which builds first and gives the
 * checkout as the system property {@code sensorium.root}.
 */
@CommandLine.Command(
        name = "sensorium",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            MigrateCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            BackTestCommand.class
        },
        description = "Starts, watches and stops Sensorium on this machine.")
public final class Launcher {
    private Launcher() {}

    /** Exits with 0 if all went well, 1 if not, 2 if the command line makes no sense. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        boolean logs = arguments.length > 0 && arguments[0].equals("up");
        if (logs) {
            // Before the first logger exists: where the log goes depends on the home.
            try {
                System.setProperty("sensorium.log", settings().home().log("launcher").toString());
            } catch (IllegalArgumentException e) {
                System.setProperty(
                        "sensorium.log",
                        "/dev/null"); // said again, to be seen, by the command itself
            }
        }
        CommandLine commands = new CommandLine(new Launcher());
        commands.setExecutionExceptionHandler(
                (e, line, result) -> {
                    line.getErr().println("sensorium: " + e.getMessage());
                    if (environment.containsKey("SENSORIUM_TRACE")) {
                        e.printStackTrace(line.getErr());
                    }
                    return 1;
                });
        System.exit(commands.execute(arguments));
    }

    /** What the environment of this process says. */
    static Settings settings() {
        return Settings.from(
                System.getenv(),
                Path.of(System.getProperty("sensorium.root", ".")).toAbsolutePath());
    }
}
