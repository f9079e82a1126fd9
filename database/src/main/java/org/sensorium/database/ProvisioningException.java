package org.sensorium.database;

import java.io.IOException;

/** TimescaleDB could not be brought onto this machine; the message is fit to be shown as it is. */
public final class ProvisioningException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Cause cause;

    /** What stood in the way, so that a caller can decide whether another way is worth a try. */
    public enum Cause {
        /** This machine lacks something for good: no apt, another processor, no archive key. */
        MACHINE,
        /** Debian's mirror could not be reached; works again when the network does. */
        NETWORK,
        /** No space, or no right to write where the packages are kept. */
        STORAGE,
        /** Anything else, an interruption included. */
        OTHER
    }

    ProvisioningException(Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    /** What stood in the way. */
    public Cause reason() {
        return cause;
    }
}
