package org.sensorium.bench.machine;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the named groups of processes have used up to a moment.
 *
 * @param cpuSeconds by name
 * @param memoryBytes by name, proportional set sizes
 */
public record Usage(Map<String, Double> cpuSeconds, Map<String, Long> memoryBytes) {
    /**
     * Reads it now.
     *
     * @param processes a process by name, its children counted with it
     */
    public static Usage now(Map<String, Long> processes) throws IOException {
        Map<String, Double> cpu = new LinkedHashMap<>();
        Map<String, Long> memory = new LinkedHashMap<>();
        for (Map.Entry<String, Long> process : processes.entrySet()) {
            double seconds = ProcessFiles.cpuSeconds(process.getValue());
            long bytes = ProcessFiles.proportionalBytes(process.getValue());
            for (long child : ProcessFiles.children(process.getValue())) {
                seconds += ProcessFiles.cpuSeconds(child);
                bytes += ProcessFiles.proportionalBytes(child);
            }
            cpu.put(process.getKey(), seconds);
            memory.put(process.getKey(), bytes);
        }
        return new Usage(cpu, memory);
    }

    /** CPU seconds since an earlier moment. */
    public Map<String, Double> cpuSince(Usage earlier) {
        Map<String, Double> since = new LinkedHashMap<>();
        cpuSeconds.forEach(
                (name, seconds) ->
                        since.put(name, seconds - earlier.cpuSeconds.getOrDefault(name, 0.0)));
        return since;
    }
}
