package org.sensorium.stream.observe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What our metrics count, and when. */
final class MetricHelp {
    private static final Map<String, String> HELP =
            Map.ofEntries(
                    Map.entry(
                            "sensorium_log_readings_total",
                            "Readings emitted by the log source, again after a restart."),
                    Map.entry(
                            "sensorium_log_behind_seconds",
                            "How far the clock of the ingest log is behind the wall clock."),
                    Map.entry(
                            "sensorium_window_given_total",
                            "Minutes given to the store, each as often as it changed."),
                    Map.entry(
                            "sensorium_window_recomputed_total",
                            "Minutes of those that the store computes from its readings."),
                    Map.entry("sensorium_detect_findings_total", "Findings of all detectors."),
                    Map.entry(
                            "sensorium_compare_means_total",
                            "Minutes of sensors that are compared with their neighbours."),
                    Map.entry("sensorium_gather_events_total", "Steps of area events."),
                    Map.entry("sensorium_alert_events_total", "Alert events given to the store."),
                    Map.entry("sensorium_store_rollups_total", "Roll-up changes committed."),
                    Map.entry("sensorium_store_alert_events_total", "Alert events committed."),
                    Map.entry(
                            "sensorium_alerts_published_total",
                            "Alert events that the broker acknowledged for every department."));

    private MetricHelp() {}

    /** For a metric of Flink's own, where it is measured. */
    static String of(String name, String scope) {
        @Nullable String help = HELP.get(name);
        return help != null ? help : "Flink's " + scope.replace('\n', ' ') + ".";
    }
}
