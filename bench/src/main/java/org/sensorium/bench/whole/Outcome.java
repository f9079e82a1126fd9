package org.sensorium.bench.whole;

import java.util.Map;
import org.sensorium.bench.laboratory.Database;

/**
 * What was measured during a trial.
 *
 * @param readings sent in it
 * @param fault why it does not count, such as readings that are missing; empty if all is stored
 * @param lag how the lag moved, in words
 * @param cpuSeconds by process, while it lasted
 * @param memoryBytes by process, at its end
 * @param walBytes of write-ahead log
 */
record Outcome(
        long readings,
        double seconds,
        String fault,
        String lag,
        Map<String, Double> cpuSeconds,
        Map<String, Long> memoryBytes,
        long walBytes,
        Database.Disk before,
        Database.Disk after) {}
