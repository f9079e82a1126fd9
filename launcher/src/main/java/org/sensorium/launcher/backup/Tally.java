package org.sensorium.launcher.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers of rows in words. */
final class Tally {
    private Tally() {}

    /** What people ask for first. */
    static String of(Map<String, Long> counts) {
        return String.format(
                Locale.ROOT,
                "%,d readings of %,d sensors, %,d alerts, %,d dead letters",
                counts.getOrDefault("readings", 0L),
                counts.getOrDefault("sensors", 0L),
                counts.getOrDefault("alerts", 0L),
                counts.getOrDefault("dead_letters", 0L));
    }

    /**
     * Which tables differ, and how; empty if none does. A table that is not counted here any more
     * is passed over.
     */
    static String difference(Map<String, Long> expected, Map<String, Long> found) {
        List<String> differences = new ArrayList<>();
        expected.forEach(
                (table, rows) -> {
                    long there = found.getOrDefault(table, rows);
                    if (there != rows) {
                        differences.add(table + " " + there + " instead of " + rows);
                    }
                });
        return String.join(", ", differences);
    }
}
