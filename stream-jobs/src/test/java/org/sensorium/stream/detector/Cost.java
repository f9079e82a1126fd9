package org.sensorium.stream.detector;

import java.util.Random;

/**
 * What the novelty detector costs: {@code Cost [SERIES] [READINGS]} shows that many series a
 * reading each in turn, as the job does, and says how long a reading takes and what a series
 * occupies in the heap once it has seen every hour of the week.
 */
final class Cost {
    private static final long MINUTES = 97;
    private static final int ROUNDS = 5;

    /** A megabyte each: nobody has so many of them. */
    private static final int FOREST_IS_SO_MUCH_LARGER = 1000;

    private Cost() {}

    public static void main(String[] args) {
        int series = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int readings = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        measure("1", series, readings);
        measure("2", series, readings);
        measure("3", Math.max(1, series / FOREST_IS_SO_MUCH_LARGER), readings);
    }

    private static void measure(String tier, int series, int readings) {
        Detector detector =
                Detector.of(
                        Series.rule(org.sensorium.model.DetectorKind.NOVELTY, "tier", tier), null);
        long before = used();
        Memory[] memories = new Memory[series];
        for (int i = 0; i < series; i++) {
            memories[i] = Memory.fresh(detector.kind());
        }
        double[] noise = new Random(1).doubles(1 << 16).toArray();
        double best = Double.MAX_VALUE;
        double checked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int r = 0; r < readings; r++) {
                long at = ((long) round * readings + r) * MINUTES * Series.MINUTE;
                for (int i = 0; i < series; i++) {
                    double value = noise[((round * readings + r) * 31 + i) & 0xFFFF];
                    checked += detector.observe(memories[i], at, value, at, finding -> {});
                }
            }
            best = Math.min(best, (double) (System.nanoTime() - start) / series / readings);
        }
        System.out.printf(
                "tier %s: %.3f µs a reading, %d bytes a series (%.0f bits in all)%n",
                tier, best / 1000, (used() - before) / series, checked);
        if (memories[series - 1].isOpen()) {
            System.out.println("the last one is open");
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
