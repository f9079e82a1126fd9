package org.sensorium.faults.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The results for people, in Markdown, so that they can go into a document as they are. */
public final class Table {
    private Table() {}

    /** All lines. */
    public static List<String> lines(List<FaultResult> results, Map<String, String> notRun) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| fault | | rounds | acknowledged | refused, sent again | stored | dead letters | lost | twice or made up | wrong |"
                        + " roll-ups wrong | alerts | alerts wrong | recovery s: median, longest | seen in health | MiB: gateway, job | verdict |");
        lines.add("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|---|---|");
        results.forEach(result -> lines.add(row(result)));
        new TreeMap<>(notRun)
                .forEach((id, why) -> lines.add("| " + id + " | not run: " + why + " |"));
        return lines;
    }

    /** One line. */
    public static String row(FaultResult result) {
        List<String> broken = result.broken();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %,d | %,d | %,d | %,d | %d | %d | %d | %d | %,d | %d | %.1f, %.1f | %s | %d, %d | %s |",
                result.id(),
                result.title(),
                result.rounds(),
                result.acknowledged(),
                result.postponed(),
                result.verdict().readings().found(),
                result.verdict().letters().found(),
                result.lost(),
                result.madeUp(),
                result.wrong(),
                result.rollUps().count(),
                result.alertCount(),
                result.alerts().count(),
                result.medianRecovery(),
                result.longestRecovery(),
                result.seenUnhealthy() ? "yes" : "no",
                result.gatewayMegabytes(),
                result.jobMegabytes(),
                broken.isEmpty() ? "holds" : "BROKEN " + String.join(" ", broken));
    }

    /** What is wrong, with examples; empty if nothing is. */
    public static List<String> complaints(FaultResult result) {
        List<String> lines = new ArrayList<>();
        result.verdict().examples().forEach(example -> lines.add(result.id() + ": " + example));
        result.rollUps().examples().forEach(example -> lines.add(result.id() + ": " + example));
        result.alerts().examples().forEach(example -> lines.add(result.id() + ": " + example));
        result.surprises().forEach(surprise -> lines.add(result.id() + ": " + surprise));
        return lines;
    }
}
