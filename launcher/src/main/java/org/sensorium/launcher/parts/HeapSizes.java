package org.sensorium.launcher.parts;

import java.util.Locale;

/**
 * The heap of each part on a machine of a given memory: together at most about a third of it, so
 * that the database and the file cache have the rest. {@code SENSORIUM_<PART>_OPTS} overrides.
 */
final class HeapSizes {
    private HeapSizes() {}

    /** The JVM's option for the part. */
    static String option(String part, long machineBytes) {
        return String.format(Locale.ROOT, "-Xmx%dm", megabytes(part, machineBytes / (1 << 20)));
    }

    private static long megabytes(String part, long machine) {
        return switch (part) {
            case Parts.GATEWAY -> clamp(machine / 12, 384, 4096);
            case Parts.JOB -> clamp(machine / 6, 512, 16384);
            case Parts.CONSOLE -> clamp(machine / 40, 192, 1024);
            case Parts.FLEET -> clamp(machine / 40, 192, 1024);
            default -> throw new IllegalArgumentException("no part is called " + part);
        };
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }
}
