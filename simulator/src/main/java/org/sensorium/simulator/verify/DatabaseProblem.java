package org.sensorium.simulator.verify;

/** The database does not answer, or not as it should. The message says what to do. */
public final class DatabaseProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
