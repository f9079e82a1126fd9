package org.sensorium.bench.load;

/** When which message is to be sent. Called by the event loop only. */
public interface Pace {
    /** How many messages should have been sent by now since the start. */
    long due(long nowNanos);

    /** When the message of that index was to be sent, on {@link System#nanoTime}'s scale. */
    long intendedNanos(long index);
}
