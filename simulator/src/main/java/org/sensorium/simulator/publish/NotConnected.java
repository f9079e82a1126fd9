package org.sensorium.simulator.publish;

/** The broker lets nobody in. The message says what to do. */
public final class NotConnected extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotConnected(String message) {
        super(message);
    }
}
