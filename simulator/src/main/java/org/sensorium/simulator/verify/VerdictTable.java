package org.sensorium.simulator.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A verdict in words, for people. */
public final class VerdictTable {
    private VerdictTable() {}

    /** The table, line by line. */
    public static List<String> lines(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%-24s %12s %12s %9s %9s %11s",
                        "acknowledged vs stored",
                        "expected",
                        "found",
                        "missing",
                        "differing",
                        "unexpected"));
        lines.add(row("readings", verdict.readings()));
        lines.add(row("dead letters", verdict.letters()));
        for (Map.Entry<String, long[]> entry : verdict.lettersByLabel().entrySet()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %-22s %,12d %,12d",
                            entry.getKey(),
                            entry.getValue()[0],
                            entry.getValue()[1]));
        }
        long allowed = verdict.readings().allowed() + verdict.letters().allowed();
        if (allowed > 0) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%,d stored whose acknowledgement did not come through (allowed)",
                            allowed));
        }
        verdict.examples().forEach(example -> lines.add("  e.g. " + example));
        lines.add(
                verdict.holds()
                        ? "verified: what was acknowledged is what is stored"
                        : "NOT verified: what was acknowledged is not what is stored");
        return lines;
    }

    private static String row(String name, Verdict.Tally tally) {
        return String.format(
                Locale.ROOT,
                "%-24s %,12d %,12d %,9d %,9d %,11d",
                name,
                tally.expected(),
                tally.found(),
                tally.missing(),
                tally.different(),
                tally.unexpected());
    }
}
