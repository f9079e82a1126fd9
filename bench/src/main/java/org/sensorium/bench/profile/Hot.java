package org.sensorium.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads a recording: which threads and methods ran, and which classes were made most. */
public final class Hot {
    private static final int MOST_LINES = 20;

    private double samples;
    private final Map<String, Double> threads = new HashMap<>();
    private final Map<String, Double> methods = new HashMap<>();
    private final Map<String, Double> below = new HashMap<>();
    private final Map<String, Double> allocations = new HashMap<>();

    private Hot() {}

    /** A table of each, the hottest first. */
    public static List<String> lines(Path recording) throws IOException {
        Hot hot = new Hot();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                hot.take(file.readEvent());
            }
        }
        List<String> lines = new ArrayList<>();
        double bytes = hot.allocations.values().stream().mapToDouble(v -> v).sum();
        table(lines, "threads", hot.threads, hot.samples);
        table(lines, "methods at the top of the stack", hot.methods, hot.samples);
        table(lines, "methods anywhere in the stack", hot.below, hot.samples);
        table(lines, "bytes allocated, by class", hot.allocations, bytes);
        return lines;
    }

    private void take(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> sample(event);
            case "jdk.ObjectAllocationSample" ->
                    allocations.merge(
                            event.getClass("objectClass").getName(),
                            (double) event.getLong("weight"),
                            Double::sum);
            default -> {
                // Not asked for here; the file has it.
            }
        }
    }

    private void sample(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return;
        }
        samples++;
        RecordedThread thread = event.getThread("sampledThread");
        String name = thread == null ? "?" : String.valueOf(thread.getJavaName());
        threads.merge(name.replaceAll("[0-9]+", "N"), 1.0, Double::sum);
        Set<String> seen = new HashSet<>();
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        for (int i = 0; i < frames.size(); i++) {
            String method = method(frames.get(i));
            if (i == 0) {
                methods.merge(method, 1.0, Double::sum);
            }
            if (seen.add(method)) {
                below.merge(method, 1.0, Double::sum);
            }
        }
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static void table(
            List<String> lines, String title, Map<String, Double> counts, double total) {
        lines.add(title);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(MOST_LINES)
                .forEach(
                        entry ->
                                lines.add(
                                        String.format(
                                                Locale.ROOT,
                                                "  %5.1f %%  %s",
                                                100 * entry.getValue() / total,
                                                entry.getKey())));
    }
}
