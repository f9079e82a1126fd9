package org.sensorium.console.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several parts' metrics as one page of Prometheus' text format: each family once, with one HELP
 * and one TYPE, its samples together, each with the label {@code part}. Where parts disagree about
 * a family's type, the first one's stays and the other's samples are left out: a page with both
 * could not be read at all.
 */
final class Exposition {
    private static final Set<String> OF_HISTOGRAMS = Set.of("_bucket", "_sum", "_count");
    private static final Set<String> OF_SUMMARIES = Set.of("_sum", "_count");

    private final Map<String, Family> families = new LinkedHashMap<>();

    /** One family's lines. */
    private static final class Family {
        private final String name;
        private String type = "untyped";
        private String help = "";
        private final List<String> samples = new ArrayList<>();

        Family(String name) {
            this.name = name;
        }

        boolean holds(String sample) {
            if (sample.equals(name)) {
                return true;
            }
            Set<String> suffixes =
                    switch (type) {
                        case "histogram" -> OF_HISTOGRAMS;
                        case "summary" -> OF_SUMMARIES;
                        default -> Set.of();
                    };
            return sample.startsWith(name) && suffixes.contains(sample.substring(name.length()));
        }
    }

    /** Adds a part's page. */
    void add(String part, String page) {
        Map<String, Family> own = new LinkedHashMap<>();
        @Nullable Family current = null;
        for (String line : page.split("\n")) {
            if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
                String[] words = line.strip().split(" ", 4);
                current = family(own, words[2]);
                String rest = words.length == 4 ? words[3] : "";
                if (words[1].equals("TYPE")) {
                    current.type = rest;
                } else {
                    current.help = rest;
                }
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String name = MetricNames.plain(nameOf(line));
                if (current == null || !current.holds(name)) {
                    current = family(own, name);
                }
                current.samples.add(labelled(name, line, part));
            }
        }
        own.values().forEach(family -> merge(family, part));
    }

    private void merge(Family family, String part) {
        Family whole = families.computeIfAbsent(family.name, Family::new);
        if (whole.samples.isEmpty()) {
            whole.type = family.type;
        }
        if (whole.help.isEmpty()) {
            whole.help = family.help.isEmpty() ? "As told by the " + part + "." : family.help;
        }
        if (whole.type.equals(family.type)) {
            whole.samples.addAll(family.samples);
        }
    }

    /** The page. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Family family : families.values()) {
            if (family.samples.isEmpty()) {
                continue;
            }
            text.append("# HELP ").append(family.name).append(' ').append(family.help).append('\n');
            text.append("# TYPE ").append(family.name).append(' ').append(family.type).append('\n');
            family.samples.forEach(sample -> text.append(sample).append('\n'));
        }
        return text.toString();
    }

    private static Family family(Map<String, Family> own, String name) {
        return own.computeIfAbsent(MetricNames.plain(name), Family::new);
    }

    private static String nameOf(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '{' && line.charAt(end) != ' ') {
            end++;
        }
        return line.substring(0, end);
    }

    private static String labelled(String name, String line, String part) {
        String rest = line.substring(nameOf(line).length());
        String label = "part=\"" + part + "\"";
        if (rest.startsWith("{}")) {
            return name + "{" + label + "}" + rest.substring(2);
        }
        return rest.startsWith("{")
                ? name + "{" + label + "," + rest.substring(1)
                : name + "{" + label + "}" + rest;
    }
}
