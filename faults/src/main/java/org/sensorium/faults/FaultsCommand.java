package org.sensorium.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sensorium.faults.fault.Catalogue;
import org.sensorium.faults.fault.Fault;
import org.sensorium.faults.fault.Ground;
import org.sensorium.faults.report.FaultResult;
import org.sensorium.faults.report.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bin/sensorium faults}. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Breaks a system of its own and proves that nothing acknowledged is lost.")
public final class FaultsCommand implements Callable<Integer> {
    @Option(names = "--only", split = ",", description = "Only these, such as F3,F9.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--seed", description = "Repeats an earlier run's dice (default: the time).")
    private @Nullable Long seed;

    @Option(names = "--rounds", description = "Of each fault (default: ${DEFAULT-VALUE}).")
    private int rounds = 10;

    @Option(
            names = "--rate",
            description = "Readings a second meanwhile (default: ${DEFAULT-VALUE}).")
    private int rate = 1000;

    @Option(
            names = "--handover",
            description =
                    "How readings get to the inbox: direct, or queue, through the broker's (default:"
                            + " ${DEFAULT-VALUE}).")
    private String handover = "direct";

    @Option(names = "--json", description = "Also write the results into this file.")
    private @Nullable Path json;

    @Option(names = "--home", description = "Keep the system's state here (default: thrown away).")
    private @Nullable Path home;

    /** Exits with 0 if every invariant held, 1 if one did not, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        // Simulator and job bring one each, too.
        System.setProperty("logback.configurationFile", "org/sensorium/faults/logback.xml");
        System.exit(new CommandLine(new FaultsCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Fault> faults = chosen();
        long dice = seed != null ? seed : System.currentTimeMillis() % 1_000_000;
        say("seed " + dice + ", " + rounds + " rounds each at " + rate + " readings a second");
        List<FaultResult> results = new ArrayList<>();
        for (Ground ground : Ground.values()) {
            run(
                    faults.stream().filter(fault -> Catalogue.ground(fault) == ground).toList(),
                    dice,
                    results);
        }
        System.out.println();
        Table.lines(results, only.isEmpty() ? Catalogue.notRun() : Map.of())
                .forEach(System.out::println);
        boolean holds = results.stream().allMatch(result -> result.broken().isEmpty());
        System.out.println();
        say(
                holds
                        ? "all invariants held (seed " + dice + ")"
                        : "NOT all invariants held (seed " + dice + ")");
        return holds ? 0 : 1;
    }

    private void run(List<Fault> faults, long dice, List<FaultResult> results) throws Exception {
        if (faults.isEmpty()) {
            return;
        }
        Ground ground = Catalogue.ground(faults.get(0));
        Path kept = home;
        Path state = kept == null ? Laboratory.temporaryHome() : kept.toAbsolutePath();
        if (kept != null && ground != Ground.USUAL) {
            String suffix = ground.name().toLowerCase(Locale.ROOT).replace('_', '-');
            state = state.resolveSibling(state.getFileName() + "-" + suffix);
        }
        try (Laboratory laboratory =
                Laboratory.open(
                        root(), state, handover, ground, kept == null, FaultsCommand::say)) {
            Campaign campaign = laboratory.campaign(dice, rounds, rate, FaultsCommand::say);
            for (Fault fault : faults) {
                say(fault.id() + ": " + fault.title());
                FaultResult result = campaign.run(fault);
                results.add(result);
                say(Table.row(result));
                Table.complaints(result).forEach(FaultsCommand::say);
                if (!result.broken().isEmpty()) {
                    say(result.id() + ": the system is kept in " + state + ", with its logs");
                    laboratory.keep();
                }
                write(dice, results);
            }
        }
    }

    private List<Fault> chosen() {
        List<Fault> all = Catalogue.all();
        Set<String> known = all.stream().map(Fault::id).collect(Collectors.toSet());
        for (String id : only) {
            if (!known.contains(id)) {
                String why = Catalogue.notRun().getOrDefault(id, "there is no such fault");
                throw new CommandLine.ParameterException(
                        new CommandLine(this), "--only " + id + ": " + why);
            }
        }
        return all.stream().filter(fault -> only.isEmpty() || only.contains(fault.id())).toList();
    }

    private void write(long dice, List<FaultResult> results) throws IOException {
        if (json != null) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("seed", dice);
            file.put("rounds", rounds);
            file.put("rate", rate);
            file.put("faults", results);
            file.put("notRun", Catalogue.notRun());
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(json.toFile(), file);
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("sensorium.root", ".")).toAbsolutePath().normalize();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
