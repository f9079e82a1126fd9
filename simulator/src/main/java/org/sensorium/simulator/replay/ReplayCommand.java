package org.sensorium.simulator.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.settings.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay FILE… [--speed X|max] [--loop]}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Recorded readings over MQTT. Sensors that are not known yet are registered; those that"
                    + " are get new credentials.",
            "Each distinct row ends as a reading or as a dead letter; the same recording once more"
                    + " changes nothing."
        })
public final class ReplayCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final BooleanSupplier stop;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "CSV sensor_id,metric,unit,timestamp,value[,label], plain or gzipped")
    private List<Path> files = List.of();

    @Option(
            names = "--speed",
            paramLabel = "X|max",
            converter = SpeedText.class,
            defaultValue = "max",
            description =
                    "how many times faster than it was recorded; max: as fast as it is taken"
                            + " (${DEFAULT-VALUE})")
    private double speed = Double.POSITIVE_INFINITY;

    @Option(names = "--loop", description = "begin again at the end, until stopped")
    private boolean loop;

    @Option(
            names = {"--quiet", "-q"},
            description = "no progress, only the result")
    private boolean quiet;

    /** The command, to be filled in by the command line. */
    public ReplayCommand(Surroundings surroundings, BooleanSupplier stop) {
        this.surroundings = surroundings;
        this.stop = stop;
    }

    @Override
    public Integer call() throws Exception {
        Progress progress = Progress.onStandardOutput(quiet);
        return new Replay(files, new Replay.Wishes(speed, loop), surroundings, progress, stop).run()
                ? 0
                : 1;
    }
}
