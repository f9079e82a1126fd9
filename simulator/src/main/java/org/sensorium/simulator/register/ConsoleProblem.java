package org.sensorium.simulator.register;

/** The console said no, or said nothing. */
public final class ConsoleProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    ConsoleProblem(String message, int status) {
        super(message);
        this.status = status;
    }

    ConsoleProblem(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** Whether trying again later may help: no answer at all, or a fault on the console's side. */
    public boolean mayPass() {
        return status == 0 || status >= 500 || status == 429;
    }
}
