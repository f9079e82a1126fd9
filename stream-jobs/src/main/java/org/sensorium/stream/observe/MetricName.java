package org.sensorium.stream.observe;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Flink's names as Prometheus wants them: snake case, counters end in {@code _total} and nothing
 * else does, no abbreviated units, no suffix that is reserved for histograms.
 */
final class MetricName {
    private static final String OURS = "sensorium";
    private static final Map<String, String> LABELS =
            Map.of(
                    "<job_name>", "job",
                    "<task_name>", "task",
                    "<operator_name>", "operator",
                    "<subtask_index>", "subtask");
    private static final Map<String, String> WORDS = Map.of("ms", "millis", "b", "bytes");
    private static final Map<String, String> RESERVED =
            Map.of("_count", "_number", "_sum", "_added", "_bucket", "_bin", "_total", "_overall");

    private MetricName() {}

    /** What Flink measures about itself begins with {@code flink_}, what we do with ours. */
    static String of(String logicalScope, String metric, boolean counter) {
        String full = logicalScope + '.' + metric;
        int ours = ("." + full).indexOf('.' + OURS + '.');
        String name = snake(ours >= 0 ? full.substring(ours) : "flink." + full);
        for (Map.Entry<String, String> reserved : RESERVED.entrySet()) {
            if (name.endsWith(reserved.getKey())) {
                name =
                        name.substring(0, name.length() - reserved.getKey().length())
                                + (counter ? "" : reserved.getValue());
            }
        }
        return counter ? name + "_total" : name;
    }

    /** Labels by name, in order; ids that change with every attempt are left out. */
    static Map<String, String> labels(Map<String, String> variables) {
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String label = LABELS.get(variable.getKey());
            if (label != null) {
                labels.put(label, variable.getValue());
            } else if (!variable.getKey().startsWith("<")) {
                labels.put(snake(variable.getKey()), variable.getValue());
            }
        }
        return labels;
    }

    static String snake(String name) {
        StringBuilder words = new StringBuilder();
        char before = '_';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean lowerNext = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
            if (!isLetterOrDigit(c)) {
                c = '_';
            } else if (Character.isUpperCase(c)
                    && before != '_'
                    && (!Character.isUpperCase(before) || lowerNext)) {
                words.append('_');
            }
            if (c != '_' || before != '_') {
                words.append(c);
            }
            before = c;
        }
        String[] parts = words.toString().toLowerCase(Locale.ROOT).split("_");
        for (int i = 0; i < parts.length; i++) {
            parts[i] = WORDS.getOrDefault(parts[i], parts[i]);
        }
        return String.join("_", parts);
    }

    private static boolean isLetterOrDigit(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }
}
