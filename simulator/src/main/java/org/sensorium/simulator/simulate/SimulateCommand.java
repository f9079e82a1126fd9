package org.sensorium.simulator.simulate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.settings.DurationText;
import org.sensorium.simulator.settings.ShareText;
import org.sensorium.simulator.settings.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate}: a fleet of simulated sensors against the running system. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A fleet of simulated sensors, registered on the way in.")
public final class SimulateCommand implements Callable<Integer> {
    private static final int DEMONSTRATION_SENSORS = 200;
    private static final double DEMONSTRATION_RATE = 120;
    private static final double DEMONSTRATION_ANOMALIES = 0.03;
    private static final double DEMONSTRATION_STRENGTH = 5;

    private final Surroundings surroundings;
    private final BooleanSupplier stop;

    @Option(
            names = "--sensors",
            paramLabel = "N",
            description = "how many sensors (100; demonstration: 200)")
    private @Nullable Integer sensors;

    @Option(
            names = "--rate",
            paramLabel = "READINGS_PER_S",
            description = "readings a second, of all together (1000; demonstration: 120)")
    private @Nullable Double rate;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "samples in one message (${DEFAULT-VALUE})")
    private int batch = 1;

    @Option(
            names = "--duration",
            paramLabel = "60s",
            converter = DurationText.class,
            description = "how long (60s; demonstration: until it is stopped)")
    private @Nullable Duration duration;

    @Option(
            names = "--anomalies",
            paramLabel = "SHARE",
            converter = ShareText.class,
            description = "share of samples that lie (0; demonstration: 0.03)")
    private @Nullable Double anomalies;

    @Option(
            names = "--late",
            paramLabel = "SHARE",
            converter = ShareText.class,
            defaultValue = "0",
            description = "share of messages held back for up to 30 s (0)")
    private double late;

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            converter = ShareText.class,
            defaultValue = "0",
            description = "share of messages sent twice (0)")
    private double duplicates;

    @Option(
            names = "--malformed",
            paramLabel = "SHARE",
            converter = ShareText.class,
            defaultValue = "0",
            description = "share of messages that must end as dead letters (0)")
    private double malformed;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "all is drawn from it: same seed, same fleet (${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--verify",
            description = "prove afterwards that what was acknowledged is what is stored")
    private boolean verify;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result there")
    private @Nullable Path json;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "write the truth about injected anomalies there (CSV)")
    private @Nullable Path labels;

    @Option(
            names = "--demonstration",
            description = "an endless small fleet with anomalies that are hard to overlook")
    private boolean demonstration;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "serve /metrics on this port of loopback; 0: any")
    private @Nullable Integer metricsPort;

    @Option(
            names = {"--quiet", "-q"},
            description = "no progress, only the result")
    private boolean quiet;

    /** The command, to be filled in by the command line. */
    public SimulateCommand(Surroundings surroundings, BooleanSupplier stop) {
        this.surroundings = surroundings;
        this.stop = stop;
    }

    @Override
    public Integer call() throws Exception {
        Progress progress = Progress.onStandardOutput(quiet);
        Simulation simulation = new Simulation(plan(), surroundings, progress, stop);
        return simulation.run(new Simulation.Wishes(verify, json, labels, metricsPort)) ? 0 : 1;
    }

    SimulationPlan plan() {
        return new SimulationPlan(
                demonstration ? "demo" : "sim",
                sensors != null ? sensors : demonstration ? DEMONSTRATION_SENSORS : 100,
                rate != null ? rate : demonstration ? DEMONSTRATION_RATE : 1000,
                batch,
                duration != null || demonstration ? duration : Duration.ofSeconds(60),
                anomalies != null ? anomalies : demonstration ? DEMONSTRATION_ANOMALIES : 0,
                demonstration ? DEMONSTRATION_STRENGTH : 1,
                late,
                duplicates,
                malformed,
                seed);
    }
}
