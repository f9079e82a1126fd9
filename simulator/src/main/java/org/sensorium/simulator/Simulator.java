package org.sensorium.simulator;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.sensorium.simulator.publish.NotConnected;
import org.sensorium.simulator.register.ConsoleProblem;
import org.sensorium.simulator.register.RegisterCommand;
import org.sensorium.simulator.replay.ReplayCommand;
import org.sensorium.simulator.settings.Surroundings;
import org.sensorium.simulator.simulate.SimulateCommand;
import org.sensorium.simulator.verify.DatabaseProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code simulate}, {@code replay}, {@code register}. */
@Command(
        name = "sensorium",
        mixinStandardHelpOptions = true,
        description = "Simulated and recorded sensors against the running system.")
public final class Simulator implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    /** Runs a command and exits: 0 all is well, 1 it is not, 2 the command line is wrong. */
    public static void main(String[] arguments) {
        Interruption interruption = new Interruption();
        interruption.install();
        Surroundings surroundings = Surroundings.read(System.getenv(), Path.of(""));
        CommandLine line =
                new CommandLine(new Simulator())
                        .addSubcommand(new SimulateCommand(surroundings, interruption))
                        .addSubcommand(new ReplayCommand(surroundings, interruption))
                        .addSubcommand(new RegisterCommand(surroundings));
        prepare(line);
        int code = line.execute(arguments);
        interruption.over(code);
        System.exit(code);
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which one: simulate, replay or register?");
    }

    static void prepare(CommandLine line) {
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler(
                (exception, command, parsed) -> {
                    if (isForTheUser(exception)) {
                        command.getErr().println("sensorium: " + exception.getMessage());
                    } else {
                        command.getErr().println("sensorium: this should not have happened:");
                        exception.printStackTrace(command.getErr());
                    }
                    return 1;
                });
    }

    /** Problems whose message says all. */
    private static boolean isForTheUser(Exception exception) {
        return exception instanceof ConsoleProblem
                || exception instanceof DatabaseProblem
                || exception instanceof NotConnected
                || exception instanceof Surroundings.MissingSetting
                || exception instanceof java.io.IOException
                || exception instanceof java.io.UncheckedIOException
                || exception instanceof IllegalArgumentException;
    }
}
