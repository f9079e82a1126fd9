package org.sensorium.ingest.decode;

import org.sensorium.model.RejectionReason;

/**
 * A message of which not even the entries can be told apart. Has no stack trace: it is expected.
 */
public final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RejectionReason reason;

    UndecodableException(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** The contract's reason. */
    public RejectionReason reason() {
        return reason;
    }
}
