package org.sensorium.model;

import org.jspecify.annotations.Nullable;

/**
 * Derives an incident's id from what it is about and when it began, so that a replay finds it
 * again.
 */
public final class IncidentId {
    private IncidentId() {}

    /**
     * 24 hexadecimal digits, as {@link AlertId} has them, over kind, group, type, metric and onset.
     *
     * @param type null where it is not about one type
     * @param metric null where it is not about one metric
     * @param onsetMicros when it began, microseconds since 1970
     */
    public static String of(
            IncidentKind kind,
            String group,
            @Nullable String type,
            @Nullable String metric,
            long onsetMicros) {
        return AlertId.digest(
                String.join(
                        "\n",
                        "incident",
                        kind.code(),
                        group,
                        type == null ? "" : type,
                        metric == null ? "" : metric,
                        Long.toString(onsetMicros)));
    }
}
