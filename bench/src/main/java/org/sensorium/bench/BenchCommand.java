package org.sensorium.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.profile.Hot;
import org.sensorium.bench.profile.Recording;
import org.sensorium.bench.report.Curve;
import org.sensorium.bench.report.Figures;
import org.sensorium.bench.report.Picture;
import org.sensorium.bench.report.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code bin/sensorium bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures what this machine can do at all, and what the whole does on it.")
public final class BenchCommand implements Callable<Integer> {
    private static final Pattern TUNING = Pattern.compile("SENSORIUM_(GATEWAY_OPTS|JOB_[A-Z_]+)");
    private static final String EXACT_SAMPLES =
            "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints";

    @Option(names = "--quick", description = "Once and briefly: minutes instead of hours.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            description =
                    "Only these of ceilings, whole1, whole10, whole50, latency, catchup, growth.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--json", description = "Also write the figures into this file.")
    private @Nullable Path json;

    @Option(names = "--pictures", description = "Also draw the curves into this folder, as SVG.")
    private @Nullable Path pictures;

    @Option(
            names = "--profile",
            description =
                    "Measures this part once while gateway and job are recorded, and shows their"
                            + " busiest threads and methods. The recordings stay in the home, or in"
                            + " the working directory.")
    private @Nullable String profile;

    @Option(names = "--repetitions", description = "Of each figure (default: 3, quick: 1).")
    private @Nullable Integer repetitions;

    @Option(
            names = "--rates",
            split = ",",
            description =
                    "Readings a second for latency and catchup, for 1, 10 and 50 a message or for all"
                            + " (default: half of the highest held).")
    private List<Integer> rates = new ArrayList<>();

    @Option(
            names = "--sensors",
            split = ",",
            description =
                    "Numbers of sensors for growth, rising (default: 1000 to 1000000 by tens;"
                            + " quick: up to 10000).")
    private List<Integer> sensors = new ArrayList<>();

    @Option(names = "--home", description = "Keep the system's state here (default: thrown away).")
    private @Nullable Path home;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final long startNanos = System.nanoTime();

    /** Exits with 0 if all was measured, 1 if not, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        // The simulator brings one, too.
        System.setProperty("logback.configurationFile", "org/sensorium/bench/logback.xml");
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Part> parts = chosen();
        check(parts);
        Figures figures = new Figures();
        Path kept = home;
        Path state = kept == null ? Laboratory.temporaryHome() : kept.toAbsolutePath();
        say("starting a system of its own in " + state);
        try (Laboratory laboratory = Laboratory.open(root(), state, tuning(), kept == null)) {
            Plan plan = (quick ? Plan.QUICK : Plan.FULL).with(rates, sensors);
            Measurements measurements = new Measurements(laboratory, figures, plan, this::say);
            if (profile != null) {
                record(laboratory, measurements, parts.get(0));
                write(figures);
                draw(figures);
            } else {
                repeat(measurements, parts, plan, figures);
            }
        }
        System.out.println();
        Table.lines(figures, Ratios.ALL).forEach(System.out::println);
        return 0;
    }

    private void repeat(Measurements measurements, List<Part> parts, Plan plan, Figures figures)
            throws Exception {
        int times = repetitions == null ? plan.repetitions() : repetitions;
        // Repetitions of all parts in turn, lest the machine's moods hit one of them only; growth
        // afterwards, since its sensors stay.
        repeat(measurements, parts.stream().filter(p -> p != Part.GROWTH).toList(), times, figures);
        repeat(measurements, parts.stream().filter(p -> p == Part.GROWTH).toList(), times, figures);
    }

    private void repeat(Measurements measurements, List<Part> parts, int times, Figures figures)
            throws Exception {
        for (int i = 1; i <= times; i++) {
            for (Part part : parts) {
                say(part + (times > 1 ? ", repetition " + i + " of " + times : ""));
                measurements.measure(part);
                write(figures);
                draw(figures);
            }
        }
    }

    private void record(Laboratory laboratory, Measurements measurements, Part part)
            throws Exception {
        Recording recording = Recording.begin(laboratory);
        say(part + ", recorded");
        measurements.measure(part);
        Path folder = home == null ? Path.of("").toAbsolutePath() : home.resolve("profile");
        for (Map.Entry<String, Path> file : recording.end(folder).entrySet()) {
            System.out.println();
            System.out.println(file.getKey() + ", " + file.getValue());
            Hot.lines(file.getValue()).forEach(System.out::println);
        }
    }

    private List<Part> chosen() {
        if (profile != null) {
            return List.of(part("--profile", profile));
        }
        if (only.isEmpty()) {
            return Arrays.asList(Part.values());
        }
        return only.stream().map(word -> part("--only", word)).distinct().sorted().toList();
    }

    private void check(List<Part> parts) {
        if (!rates.isEmpty()) {
            require(
                    parts.contains(Part.LATENCY) || parts.contains(Part.CATCHUP),
                    "--rates is for latency and catchup, neither of which is measured");
            require(rates.size() == 1 || rates.size() == 3, "--rates takes one number or three");
            require(rates.stream().allMatch(rate -> rate > 0), "--rates: all must be above 0");
        }
        if (!sensors.isEmpty()) {
            require(parts.contains(Part.GROWTH), "--sensors is for growth, which is not measured");
            require(sensors.get(0) > 0, "--sensors: all must be above 0");
            for (int i = 1; i < sensors.size(); i++) {
                require(sensors.get(i) > sensors.get(i - 1), "--sensors: they must rise");
            }
        }
    }

    private Part part(String option, String word) {
        Optional<Part> part = Part.of(word);
        require(part.isPresent(), option + " " + word + ": there are " + Part.words());
        return part.orElseThrow();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CommandLine.ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void draw(Figures figures) throws IOException {
        if (pictures != null) {
            Files.createDirectories(pictures);
            for (Map.Entry<String, Curve> curve : figures.curves().entrySet()) {
                if (curve.getValue().getSeries().isEmpty()) {
                    continue; // nothing came of it, as a remark says
                }
                Files.writeString(
                        pictures.resolve(curve.getKey() + ".svg"), Picture.of(curve.getValue()));
            }
        }
    }

    private void write(Figures figures) throws IOException {
        if (json != null) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("quick", quick);
            file.put("processors", Runtime.getRuntime().availableProcessors());
            file.put("figures", figures.all().stream().map(BenchCommand::withSpread).toList());
            Map<String, Double> ratios = new LinkedHashMap<>();
            Ratios.ALL.forEach(
                    ratio ->
                            Table.of(figures, ratio)
                                    .ifPresent(value -> ratios.put(ratio.title(), value)));
            file.put("ratios", ratios);
            file.put("curves", figures.curves());
            file.put("remarks", figures.remarks());
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(json.toFile(), file);
        }
    }

    private static Map<String, Object> withSpread(Figures.Figure figure) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", figure.name());
        entry.put("unit", figure.unit());
        entry.put("median", figure.spread().median());
        entry.put("least", figure.spread().least());
        entry.put("most", figure.spread().most());
        entry.put("values", figure.values());
        return entry;
    }

    /** What the caller's environment sets for gateway and job holds for those measured, too. */
    private Map<String, String> tuning() {
        Map<String, String> tuning = new HashMap<>();
        System.getenv()
                .forEach(
                        (key, value) -> {
                            if (TUNING.matcher(key).matches()) {
                                tuning.put(key, value);
                            }
                        });
        if (profile != null) {
            // Otherwise samples fall on the nearest safepoint.
            for (String key : List.of("SENSORIUM_GATEWAY_OPTS", "SENSORIUM_JOB_OPTS")) {
                tuning.merge(key, EXACT_SAMPLES, (own, more) -> own + " " + more);
            }
        }
        return tuning;
    }

    private static Path root() {
        return Path.of(System.getProperty("sensorium.root", ".")).toAbsolutePath().normalize();
    }

    private void say(String line) {
        long seconds = (System.nanoTime() - startNanos) / 1_000_000_000L;
        System.out.println(String.format("%3d:%02d  %s", seconds / 60, seconds % 60, line));
    }
}
