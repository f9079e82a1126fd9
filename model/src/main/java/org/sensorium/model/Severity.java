package org.sensorium.model;

import java.util.Locale;

/** How urgent an alert is, most urgent first. */
public enum Severity {
    CRITICAL,
    MAJOR,
    MINOR,
    WARNING;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word in topics, tables and REST, such as {@code major}. */
    public String code() {
        return code;
    }

    /**
     * The severity of that code; {@link IllegalArgumentException} naming the allowed ones
     * otherwise.
     */
    public static Severity ofCode(String code) {
        for (Severity severity : values()) {
            if (severity.code.equals(code)) {
                return severity;
            }
        }
        throw new IllegalArgumentException(
                "severity '" + code + "' is none of critical, major, minor, warning");
    }
}
