package org.sensorium.simulator.register;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.settings.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code register FILE.csv}: a line of result for each row on standard output, {@code
 * row,id,status,user,password,problem}; the sum on standard error.
 */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = {
            "Registers the sensors of a CSV file, whose first line is"
                    + " id,type,department,district,lat,lon,metrics[,gateway,labels].",
            "Prints a line row,id,status,user,password,problem for each; the password only now."
        })
public final class RegisterCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private long created;
    private long existing;
    private long rejected;

    @Parameters(paramLabel = "FILE.csv", description = "the sensors")
    private Path file = Path.of("");

    @Option(
            names = "--rotate",
            description = "give sensors that exist already new credentials; the old ones end")
    private boolean rotate;

    /** The command, to be filled in by the command line. */
    public RegisterCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = Console.of(surroundings);
        Progress progress =
                new Progress(System.err, System.console() != null, false, System::nanoTime);
        PrintStream out = System.out;
        out.println("row,id,status,user,password,problem");
        try (CsvPortions portions = CsvPortions.of(file)) {
            for (CsvPortions.Portion portion = portions.next();
                    portion != null;
                    portion = portions.next()) {
                console.registerCsv(
                        portion.csv(),
                        portion.firstRow(),
                        rotate,
                        result -> {
                            count(result);
                            out.println(result.toCsv());
                            progress.update(() -> Progress.count(result.row()) + " rows");
                        });
            }
        }
        out.flush();
        progress.say(
                "created: %s, there already: %s, rejected: %s"
                        .formatted(
                                Progress.count(created),
                                Progress.count(existing),
                                Progress.count(rejected)));
        return rejected == 0 ? 0 : 1;
    }

    private void count(RowResult result) {
        if (result.rejected()) {
            rejected++;
        } else if (result.status().equals("created")) {
            created++;
        } else {
            existing++;
        }
    }
}
