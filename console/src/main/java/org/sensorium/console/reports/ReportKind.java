package org.sensorium.console.reports;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a report is about. Which sensors have to do with it is the function {@code
 * store.report_concerns}: those of the type of the same name, for {@link #OTHER} all.
 */
public enum ReportKind {
    /** Smoke, dust, smell; sensors of type {@code air_quality}. */
    AIR,
    /** Sensors of type {@code noise}. */
    NOISE,
    /** High water, flooded streets; sensors of type {@code water_level}. */
    WATER,
    /** Sensors of type {@code traffic}. */
    TRAFFIC,
    /** Outages, street lights; sensors of type {@code power}. */
    POWER,
    /** Storm, hail, ice; sensors of type {@code weather}. */
    WEATHER,
    /** Anything else. */
    OTHER;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word in payloads and tables. */
    public String code() {
        return code;
    }

    /** All words, in this order. */
    static Set<String> codes() {
        Set<String> codes = new LinkedHashSet<>();
        for (ReportKind kind : values()) {
            codes.add(kind.code());
        }
        return Collections.unmodifiableSet(codes);
    }
}
