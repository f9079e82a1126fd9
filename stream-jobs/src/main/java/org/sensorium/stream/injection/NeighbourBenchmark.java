package org.sensorium.stream.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.sensorium.stream.injection.SquareWatcher.Fault;

/**
 * Prints, as Markdown, how the comparison with neighbours fares: what it says of squares in which
 * nothing is wrong, and whether it finds the one sensor of a square in which something was put.
 * Twice: for neighbours that agree (the same curve, each with an offset and a noise of its own) and
 * for neighbours that do not (each with a weather, a traffic, a flood of its own). The same seeds
 * give the same table.
 *
 * <p>{@code [--seeds N] [--days N] [--sensors N]}
 */
public final class NeighbourBenchmark {
    private static final double OWN_OFFSET = 0.1;
    private static final double OWN_NOISE = 0.01;

    private final int seeds;
    private final int days;
    private final int sensors;

    private NeighbourBenchmark(int seeds, int days, int sensors) {
        this.seeds = seeds;
        this.days = days;
        this.sensors = sensors;
    }

    public static void main(String[] args) {
        int seeds = 5;
        int days = 28;
        int sensors = 10;
        for (int i = 0; i + 1 < args.length; i += 2) {
            int value = Integer.parseInt(args[i + 1]);
            switch (args[i]) {
                case "--seeds" -> seeds = value;
                case "--days" -> days = value;
                case "--sensors" -> sensors = value;
                default -> throw new IllegalArgumentException(args[i] + " is not known");
            }
        }
        NeighbourBenchmark benchmark = new NeighbourBenchmark(seeds, days, sensors);
        benchmark.run(true);
        benchmark.run(false);
    }

    /** Sensors of one square with nothing wrong. */
    static List<Tape> square(CityCurve curve, int sensors, int days, long seed, boolean agree) {
        List<Tape> square = new ArrayList<>();
        Tape common = curve.tape(days, seed);
        for (int i = 0; i < sensors; i++) {
            square.add(agree ? like(common, seed * 31 + i) : curve.tape(days, seed * 1000 + i));
        }
        return square;
    }

    private static Tape like(Tape common, long seed) {
        Random dice = new Random(seed);
        double offset = OWN_OFFSET * common.span() * dice.nextGaussian();
        double noise = OWN_NOISE * common.span();
        double[] values = common.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += offset + noise * dice.nextGaussian();
        }
        return new Tape(common.name(), common.timeMicros(), values, common.receivedMicros());
    }

    /** Faults for each sensor and day; {@code range} as it would be registered. */
    static List<Fault> faults(List<Tape> square, CityCurve curve) {
        return SquareWatcher.faults(square, curve.low(), curve.high());
    }

    private void run(boolean agree) {
        System.out.printf(
                Locale.ROOT,
                "%n| %d neighbours that %s, nothing injected | faults | sensor-days | a sensor and"
                        + " day |%n|---|---|---|---|%n",
                sensors,
                agree ? "agree" : "do not agree");
        int all = 0;
        for (CityCurve curve : CityCurve.values()) {
            int faults = 0;
            for (int seed = 1; seed <= seeds; seed++) {
                faults += faults(square(curve, sensors, days, seed, agree), curve).size();
            }
            print(curve.name().toLowerCase(Locale.ROOT), faults, seeds * days * sensors);
            all += faults;
        }
        print("all", all, seeds * days * sensors * CityCurve.values().length);
        System.out.println("\n| one of them | recall | precision | median delay, min |");
        System.out.println("|---|---|---|---|");
        for (InjectedKind kind : InjectedKind.values()) {
            print(kind, agree);
        }
    }

    private static void print(String name, int faults, int sensorDays) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.4f |%n",
                name,
                faults,
                sensorDays,
                (double) faults / sensorDays);
    }

    private void print(InjectedKind kind, boolean agree) {
        Tally tally = new Tally();
        for (CityCurve curve : CityCurve.values()) {
            for (int seed = 1; seed <= seeds; seed++) {
                List<Tape> square = square(curve, sensors, days, seed, agree);
                List<Long> usual =
                        faults(square, curve).stream().map(Fault::receivedMicros).toList();
                Editing.Edited edited = Editing.put(square.get(0), kind, 1, seed);
                square.set(0, edited.tape());
                tally.add(
                        edited.truth(),
                        faults(square, curve).stream().map(Fault::receivedMicros).toList(),
                        usual);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.0f |%n",
                kind.code(),
                tally.recall(),
                tally.precision(),
                tally.medianDelayMinutes());
    }
}
