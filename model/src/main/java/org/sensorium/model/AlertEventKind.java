package org.sensorium.model;

import java.util.Locale;

/** What happened to an alert. */
public enum AlertEventKind {
    RAISED,
    UPDATED,
    CLEARED,
    ACKNOWLEDGED,
    ASSIGNED,
    CLOSED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word in payloads and tables. */
    public String code() {
        return code;
    }
}
