package org.sensorium.stream.injection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Prints, as Markdown, how the detectors fare against injected anomalies: recall, precision and
 * delay for each kind, mean and spread over seeds, and false alerts for each sensor and day with
 * nothing injected. The same seeds give the same table.
 *
 * <p>{@code [--seeds N] [--days N] [--recorded FILE.csv[.gz]] [--plot FILE.svg]}: with a recording
 * its series are used instead of made ones, and what is found in them as they are is not held
 * against anybody.
 */
public final class InjectionBenchmark {
    private static final String USAGE =
            "usage: InjectionBenchmark [--seeds N] [--days N] [--recorded FILE.csv[.gz]]"
                    + " [--plot FILE.svg]";
    private static final int EACH = 1;

    private final int seeds;
    private final int days;
    private final @Nullable List<Tape> recorded;
    private final RecallPlot plot = new RecallPlot();
    private final Map<String, List<Long>> usual = new HashMap<>();

    private InjectionBenchmark(int seeds, int days, @Nullable List<Tape> recorded) {
        this.seeds = seeds;
        this.days = days;
        this.recorded = recorded;
    }

    public static void main(String[] args) throws IOException {
        int seeds = 5;
        int days = 28;
        @Nullable List<Tape> recorded = null;
        @Nullable Path plot = null;
        for (int i = 0; i < args.length; i += 2) {
            String value = i + 1 < args.length ? args[i + 1] : "";
            switch (args[i]) {
                case "--seeds" -> seeds = Integer.parseInt(value);
                case "--days" -> days = Integer.parseInt(value);
                case "--recorded" -> recorded = RecordedTapes.read(Path.of(value));
                case "--plot" -> plot = Path.of(value);
                default -> {
                    System.err.println(USAGE);
                    System.exit(2);
                }
            }
        }
        InjectionBenchmark benchmark = new InjectionBenchmark(seeds, days, recorded);
        benchmark.run();
        if (plot != null) {
            benchmark.plot.write(plot);
        }
    }

    private List<Tape> tapes(int seed) {
        if (recorded != null) {
            return recorded;
        }
        List<Tape> tapes = new ArrayList<>();
        for (CityCurve curve : CityCurve.values()) {
            tapes.add(curve.tape(days, seed));
        }
        return tapes;
    }

    private List<Long> usual(Tape tape, int seed, Contestant contestant) {
        String key = contestant.name() + '/' + tape.name() + '/' + (recorded == null ? seed : 0);
        return usual.computeIfAbsent(key, k -> Watcher.alerts(tape, contestant));
    }

    private void run() {
        printQuiet();
        for (Contestant contestant : Contestant.all()) {
            printKinds(contestant);
        }
    }

    private void printQuiet() {
        System.out.println("| nothing injected | alerts | sensor-days | alerts a sensor and day |");
        System.out.println("|---|---|---|---|");
        double all = 0;
        double allDays = 0;
        for (Contestant contestant : Contestant.all()) {
            int alerts = 0;
            double sensorDays = 0;
            for (int seed = 1; seed <= (recorded == null ? seeds : 1); seed++) {
                for (Tape tape : tapes(seed)) {
                    alerts += usual(tape, seed, contestant).size();
                    sensorDays += tape.days();
                }
            }
            print(contestant.name(), alerts, sensorDays);
            all += contestant.byDefault() ? alerts : 0;
            allDays = sensorDays;
        }
        print("all that are armed by default", (int) all, allDays);
        System.out.println();
    }

    private static void print(String name, int alerts, double sensorDays) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.4f |%n",
                name,
                alerts,
                sensorDays,
                alerts / sensorDays);
    }

    private void printKinds(Contestant contestant) {
        System.out.println(
                "| " + contestant.name() + " | recall | precision | median delay, min |");
        System.out.println("|---|---|---|---|");
        List<Double> recalls = new ArrayList<>();
        for (InjectedKind kind : InjectedKind.values()) {
            List<Tally> tallies = new ArrayList<>();
            for (int seed = 1; seed <= seeds; seed++) {
                tallies.add(tally(contestant, kind, seed));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s |%n",
                    kind.code(),
                    spread(tallies, Tally::recall),
                    spread(tallies, Tally::precision),
                    spread(tallies, Tally::medianDelayMinutes));
            recalls.add(tallies.stream().mapToDouble(Tally::recall).average().orElse(0));
        }
        plot.column(contestant.name(), recalls);
        System.out.println();
    }

    private Tally tally(Contestant contestant, InjectedKind kind, int seed) {
        Tally tally = new Tally();
        for (Tape tape : tapes(seed)) {
            Editing.Edited edited = Editing.put(tape, kind, EACH, seed);
            tally.add(
                    edited.truth(),
                    Watcher.alerts(edited.tape(), contestant),
                    usual(tape, seed, contestant));
        }
        return tally;
    }

    /** Mean and standard deviation over the seeds that have a figure. */
    private static String spread(List<Tally> tallies, ToDoubleFunction<Tally> figure) {
        double[] figures = tallies.stream().mapToDouble(figure).filter(Double::isFinite).toArray();
        if (figures.length == 0) {
            return "–";
        }
        double sum = 0;
        double squares = 0;
        for (double each : figures) {
            sum += each;
            squares += each * each;
        }
        double mean = sum / figures.length;
        double variance = Math.max(0, squares / figures.length - mean * mean);
        return String.format(Locale.ROOT, "%.2f ± %.2f", mean, Math.sqrt(variance));
    }
}
