package org.sensorium.console.health;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names as Prometheus wants them. Ours are; Flink's own are in camel case, with abbreviated units
 * and endings that Prometheus keeps for counters and histograms.
 */
final class MetricNames {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern MILLISECONDS = Pattern.compile("(?<=_)ms(?=_|$)");
    private static final Pattern RESERVED = Pattern.compile("_(count|total|sum|bucket)$");

    private MetricNames() {}

    /** The same name for the same metric, always. */
    static String plain(String name) {
        // The job's own page is plain already; what Flink's reporters give has humps.
        if (!name.startsWith("flink_") || !HUMP.matcher(name).find()) {
            return name;
        }
        String snake = HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
        String spelled = MILLISECONDS.matcher(snake).replaceAll("millis");
        return RESERVED.matcher(spelled).replaceAll("_$1_value");
    }
}
