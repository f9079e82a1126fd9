package org.sensorium.ingest.validate;

import org.sensorium.model.Sensor;

/**
 * Finds sensor and metric in a SenML name. RFC 8428 joins base name and name into one; the contract
 * lets them name sensor and metric, or the metric only.
 */
final class SenmlNames {
    private static final String SEPARATORS = ":/._-";

    private SenmlNames() {}

    /** The metric of that sensor; the whole name if it is none of its metrics. */
    static String metricOf(Sensor sensor, String baseName, String name) {
        String whole = baseName + name;
        if (sensor.metrics().containsKey(whole)) {
            return whole;
        }
        if (whole.startsWith(sensor.id())) {
            String rest = withoutLeadingSeparator(whole.substring(sensor.id().length()));
            if (sensor.metrics().containsKey(rest)) {
                return rest;
            }
        }
        return name.isEmpty() ? whole : name;
    }

    /** The id that stands in front: the base name without its separator, or the name up to one. */
    static String sensorIdOf(String baseName, String name) {
        if (!baseName.isEmpty()) {
            return withoutTrailingSeparator(baseName);
        }
        for (int i = name.length() - 1; i > 0; i--) {
            if (SEPARATORS.indexOf(name.charAt(i)) >= 0) {
                return name.substring(0, i);
            }
        }
        return "";
    }

    private static String withoutLeadingSeparator(String text) {
        return !text.isEmpty() && SEPARATORS.indexOf(text.charAt(0)) >= 0
                ? text.substring(1)
                : text;
    }

    private static String withoutTrailingSeparator(String text) {
        int last = text.length() - 1;
        return SEPARATORS.indexOf(text.charAt(last)) >= 0 ? text.substring(0, last) : text;
    }
}
