package org.sensorium.simulator.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.publish.Accounts;
import org.sensorium.simulator.verify.Verdict;

/**
 * What a run came to, for people and for programs.
 *
 * @param plan what was asked for
 * @param accounts the books
 * @param seconds the run took, without connecting
 * @param late messages sent late
 * @param repeated messages sent twice
 * @param skipped messages never sent because the broker did not keep up
 * @param anomalies that were injected
 * @param settled whether every message's fate is known
 */
record RunReport(
        SimulationPlan plan,
        Accounts accounts,
        double seconds,
        long late,
        long repeated,
        long skipped,
        long anomalies,
        boolean settled) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The table, line by line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Histogram latency = accounts.latencyMicros();
        lines.add(
                line("messages", accounts.submittedMessages())
                        + String.format(
                                Locale.ROOT,
                                "  (%,d late, %,d sent twice, %,d sent again after a loss,"
                                        + " %,d put off by the broker's quota)",
                                late,
                                repeated,
                                accounts.resentMessages(),
                                accounts.postponedMessages()));
        lines.add(line("readings", accounts.submittedReadings()));
        lines.add(
                line("acknowledged readings", accounts.acknowledgedReadings())
                        + String.format(Locale.ROOT, "  (%,.0f a second)", perSecond()));
        lines.add(
                line("refused messages", accounts.refusedMessages()) + words(accounts.refusals()));
        lines.add(line("messages without an answer", accounts.outstandingMessages()));
        if (skipped > 0) {
            lines.add(line("messages never sent", skipped) + "  (the broker did not keep up)");
        }
        if (accounts.withoutSubscriber() > 0) {
            lines.add(
                    line("messages nobody received", accounts.withoutSubscriber())
                            + "  (acknowledged with 0x10: is the gateway subscribed?)");
        }
        lines.add(line("anomalies injected", anomalies));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-28s p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms",
                        "publish to acknowledgement",
                        latency.getValueAtPercentile(50) / 1000.0,
                        latency.getValueAtPercentile(95) / 1000.0,
                        latency.getValueAtPercentile(99) / 1000.0,
                        latency.getMaxValue() / 1000.0));
        return lines;
    }

    /** Writes everything as one JSON object. */
    void write(Path file, @Nullable Verdict verdict) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        ObjectNode root = JSON.createObjectNode();
        ObjectNode asked = root.putObject("plan");
        asked.put("sensors", plan.sensors()).put("readingsPerSecond", plan.rate());
        asked.put("batch", plan.batch()).put("anomalies", plan.anomalies());
        asked.put("duration", plan.duration() == null ? null : plan.duration().toString());
        asked.put("late", plan.late()).put("duplicates", plan.duplicates());
        asked.put("malformed", plan.malformed()).put("seed", plan.seed());
        ObjectNode messages = root.putObject("messages");
        messages.put("submitted", accounts.submittedMessages());
        messages.put("acknowledged", accounts.acknowledgedMessages());
        messages.put("refused", accounts.refusedMessages());
        messages.put("unanswered", accounts.outstandingMessages());
        messages.put("late", late).put("sentTwice", repeated).put("neverSent", skipped);
        messages.put("resent", accounts.resentMessages());
        messages.put("putOff", accounts.postponedMessages());
        messages.put("withoutSubscriber", accounts.withoutSubscriber());
        ObjectNode readings = root.putObject("readings");
        readings.put("submitted", accounts.submittedReadings());
        readings.put("acknowledged", accounts.acknowledgedReadings());
        readings.put("acknowledgedPerSecond", perSecond());
        root.put("seconds", seconds).put("anomaliesInjected", anomalies);
        Histogram latency = accounts.latencyMicros();
        ObjectNode millis = root.putObject("acknowledgementMillis");
        millis.put("p50", latency.getValueAtPercentile(50) / 1000.0);
        millis.put("p95", latency.getValueAtPercentile(95) / 1000.0);
        millis.put("p99", latency.getValueAtPercentile(99) / 1000.0);
        millis.put("max", latency.getMaxValue() / 1000.0);
        if (verdict != null) {
            ObjectNode verified = root.putObject("verified").put("holds", verdict.holds());
            put(verified.putObject("readings"), verdict.readings());
            put(verified.putObject("deadLetters"), verdict.letters());
            verdict.examples().forEach(verified.putArray("examples")::add);
        }
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private double perSecond() {
        return accounts.acknowledgedReadings() / Math.max(1e-9, seconds);
    }

    private static void put(ObjectNode node, Verdict.Tally tally) {
        node.put("expected", tally.expected()).put("found", tally.found());
        node.put("missing", tally.missing()).put("different", tally.different());
        node.put("unexpected", tally.unexpected());
        node.put("unacknowledgedButStored", tally.allowed());
    }

    private static String line(String name, long number) {
        return String.format(Locale.ROOT, "%-28s %s", name, Progress.count(number));
    }

    private static String words(Map<String, Long> refusals) {
        return refusals.isEmpty() ? "" : "  " + refusals;
    }
}
