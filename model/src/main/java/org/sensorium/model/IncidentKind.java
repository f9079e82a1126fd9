package org.sensorium.model;

import java.util.Locale;

/** What an incident, one matter about many sensors, is about. */
public enum IncidentKind {
    /** The sensors behind a gateway device have fallen silent together. */
    GATEWAY_SILENT,
    /** The sensors on a feeder (their label {@code feeder}) have fallen silent together. */
    FEEDER_SILENT,
    /** The sensors of a district have fallen silent together. */
    DISTRICT_SILENT,
    /** Neighbouring sensors of one type have departed from what is usual together. */
    AREA_EVENT;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word in topics, tables and REST, such as {@code gateway_silent}. */
    public String code() {
        return code;
    }

    /**
     * The kind of that code; {@link IllegalArgumentException} naming the allowed ones otherwise.
     */
    public static IncidentKind ofCode(String code) {
        for (IncidentKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "incident kind '"
                        + code
                        + "' is none of gateway_silent, feeder_silent, district_silent,"
                        + " area_event");
    }
}
