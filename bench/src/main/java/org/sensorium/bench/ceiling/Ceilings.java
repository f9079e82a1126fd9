package org.sensorium.bench.ceiling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sensorium.bench.alone.DecodeAlone;
import org.sensorium.bench.alone.OperatorsAlone;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.report.Notebook;

/** All ceilings, one after the other; the system stands idle meanwhile. */
public final class Ceilings {
    /** Rows a second. */
    public static final String COPY = "ceiling, COPY";

    private static final String CEILING = "ceiling, ";
    private static final String OPERATORS = "the job's operators alone, ";
    private static final int[] SIZES = {1, 50};
    private static final int SENSORS = 10_000;
    private static final String READINGS_PER_SECOND = "readings/s";

    private final Laboratory laboratory;
    private final Notebook notebook;
    private final double seconds;

    /**
     * @param seconds for each of them
     */
    public Ceilings(Laboratory laboratory, Notebook notebook, double seconds) {
        this.laboratory = laboratory;
        this.notebook = notebook;
        this.seconds = seconds;
    }

    /** The figure of a broker. */
    public static String broker(String name, int perMessage) {
        return "ceiling, " + name + " alone, " + perMessage + " a message";
    }

    /** Measures each once. */
    public void measure() throws IOException, InterruptedException, SQLException {
        notebook.add(COPY, "rows/s", CopyCeiling.measure(laboratory.database(), seconds));
        brokers();
        BlockCeiling block = new BlockCeiling();
        notebook.add("ceiling, log block encode", READINGS_PER_SECOND, block.encode(seconds));
        notebook.add("ceiling, log block decode", READINGS_PER_SECOND, block.decode(seconds));
        notebook.add("ceiling, log block", "B/reading", block.bytesPerReading());
        decode();
        operators(1);
        operators(Runtime.getRuntime().availableProcessors());
    }

    private void brokers() throws IOException, InterruptedException {
        Path scratch = Files.createDirectories(laboratory.copy().home().resolve("bench"));
        BrokerCeiling broker = new BrokerCeiling(laboratory.copy().root(), scratch);
        Path own = laboratory.copy().home().resolve("data/broker/conf/config.xml");
        Optional<Path> mosquitto = BrokerCeiling.mosquitto();
        for (int size : SIZES) {
            notebook.add(
                    broker("embedded broker", size),
                    "messages/s",
                    broker.embedded(own, size, seconds));
            if (mosquitto.isPresent()) {
                notebook.add(
                        broker("mosquitto", size),
                        "messages/s",
                        broker.mosquitto(mosquitto.get(), size, seconds));
            }
        }
        if (mosquitto.isEmpty()) {
            notebook.figures()
                    .remark(
                            "mosquitto alone was not measured: it is not installed (Debian: apt-get install"
                                    + " mosquitto)");
        }
    }

    private void decode() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(Double.toString(seconds)));
        for (int size : SIZES) {
            arguments.add(Integer.toString(size));
        }
        run("ingest", List.of(), DecodeAlone.class, arguments)
                .forEach((name, rate) -> notebook.add(CEILING + name, READINGS_PER_SECOND, rate));
    }

    private void operators(int cores) throws IOException {
        List<String> arguments =
                List.of(
                        Integer.toString(cores),
                        Integer.toString(SENSORS),
                        Double.toString(seconds));
        List<String> prefix =
                cores == 1 && Files.isExecutable(Path.of("/usr/bin/taskset"))
                        ? List.of("/usr/bin/taskset", "-c", "0")
                        : List.of();
        String name = CEILING + OPERATORS + cores + (cores == 1 ? " core" : " cores");
        run("stream-jobs", prefix, OperatorsAlone.class, arguments)
                .forEach((figure, rate) -> notebook.add(name, READINGS_PER_SECOND, rate));
    }

    private Map<String, Double> run(
            String part, List<String> prefix, Class<?> main, List<String> arguments)
            throws IOException {
        Path root = laboratory.copy().root();
        List<String> options = new ArrayList<>(List.of("-Xmx2g"));
        options.addAll(Program.flinkOpens());
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Program.java(root, part, options, main, arguments));
        Path log = laboratory.copy().home().resolve("bench/" + main.getSimpleName() + ".log");
        try (Program program = new Program(command, log)) {
            Map<String, Double> measured = program.figures();
            if (measured.isEmpty()) {
                throw new IOException(main.getSimpleName() + " measured nothing, see " + log);
            }
            return measured;
        }
    }
}
