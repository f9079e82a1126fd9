package org.sensorium.launcher;

import java.io.IOException;

/** A part did not come up; its log tells why. */
final class StartFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final String part;

    StartFailure(String part, String message) {
        super(message);
        this.part = part;
    }

    /** Whose log to look at. */
    String part() {
        return part;
    }
}
