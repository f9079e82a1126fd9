package org.sensorium.stream.compare;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;
import org.sensorium.stream.detect.Arming;
import org.sensorium.stream.detect.Neighbourly.MinuteMean;
import org.sensorium.stream.detector.Detector;
import org.sensorium.stream.detector.Memory;

/**
 * What the comparison with neighbours costs: {@code Cost [SERIES] [A_SQUARE] [MINUTES]} averages
 * that many series that take turns, twelve readings a minute, compares their minutes with so many
 * to a square, and says how long a reading and a minute take and what a series occupies in the heap
 * besides the registry.
 */
final class Cost {
    private static final int A_MINUTE = 12;
    private static final int START = 28_928_160;
    private static final int ROUNDS = 5;
    private static final long MICROS_PER_MINUTE = 60_000_000;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private Cost() {}

    public static void main(String[] args) {
        int series = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int aSquare = args.length > 1 ? Integer.parseInt(args[1]) : 12;
        int minutes = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        averaging(series);
        comparing(series, aSquare, minutes);
    }

    private static void averaging(int series) {
        Rule rule =
                new Rule(
                        "r",
                        1,
                        null,
                        null,
                        null,
                        null,
                        DetectorKind.SENSOR_FAULT,
                        Severity.MINOR,
                        true,
                        Map.of());
        Detector detector = Detector.of(rule, null);
        long before = used();
        Memory[] memories = new Memory[series];
        for (int i = 0; i < series; i++) {
            memories[i] = Memory.fresh(DetectorKind.SENSOR_FAULT);
        }
        long bytes = used() - before;
        double best = Double.MAX_VALUE;
        int readings = 10 * A_MINUTE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int r = 0; r < readings; r++) {
                long at = (round * readings + r) * MICROS_PER_MINUTE / A_MINUTE;
                for (Memory memory : memories) {
                    detector.observe(memory, at, r, at, found -> {});
                }
            }
            best = Math.min(best, (double) (System.nanoTime() - start) / series / readings);
        }
        System.out.printf(
                "averaging, %d series: %.3f µs a reading, %d bytes a series%n",
                series, best / 1000, bytes / series);
    }

    private static void comparing(int series, int aSquare, int minutes) {
        Row row = new Row(series, aSquare);
        Arming arming = new Arming(row);
        long without = used();
        for (int i = 0; i < series; i++) {
            arming.watched(i, Row.CELSIUS);
        }
        long before = used();
        System.out.printf(
                "what the stage keeps of the registry: %d bytes a series%n",
                (before - without) / series);
        List<Neighbourhood> squares = new ArrayList<>();
        for (int i = 0; i < series; i += aSquare) {
            squares.add(new Neighbourhood(String.valueOf(name(arming, i))));
        }
        Random noise = new Random(1);
        double best = Double.MAX_VALUE;
        long told = 0;
        long[] count = {0};
        for (int minute = 0; minute < minutes * ROUNDS; minute++) {
            long clock = (START + minute + 1) * MILLIS_PER_MINUTE;
            long start = System.nanoTime();
            for (int i = 0; i < series; i++) {
                squares.get(i / aSquare)
                        .take(
                                new MinuteMean(
                                        "",
                                        i,
                                        Row.CELSIUS,
                                        START + minute,
                                        noise.nextDouble(),
                                        clock),
                                clock - 1,
                                news -> count[0]++);
            }
            for (Neighbourhood square : squares) {
                while (square.dueTick() <= START + minute + 1) {
                    square.tick(square.dueTick(), arming, news -> count[0]++);
                }
            }
            told++;
            if (minute > minutes) { // before, there is nothing to compare yet
                best = Math.min(best, (double) (System.nanoTime() - start) / series);
            }
        }
        long after = used();
        System.out.printf(
                "comparing, %d series, %d a square: %.3f µs a minute of a series, that is %.3f µs a"
                        + " reading at %d a minute; %d bytes a series (%d minutes, %d news)%n",
                series,
                aSquare,
                best / 1000,
                best / 1000 / A_MINUTE,
                A_MINUTE,
                (after - before) / series,
                told,
                count[0]);
        Reference.reachabilityFence(squares);
        Reference.reachabilityFence(arming);
    }

    private static String name(Arming arming, int key) {
        var watched = arming.watched(key, Row.CELSIUS);
        return watched == null ? "" : String.valueOf(watched.square());
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
