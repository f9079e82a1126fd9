package org.sensorium.testbed;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals to processes, by their ids. A process that is gone already is no error. */
public final class Signals {
    private static final int PATIENCE_SECONDS = 10;

    private Signals() {}

    /** Ends it at once, in whatever it was doing. */
    public static void kill(long pid) {
        send("KILL", pid);
    }

    /** Stops it where it is, its connections open. */
    public static void pause(long pid) {
        send("STOP", pid);
    }

    /** Lets it go on. */
    public static void resume(long pid) {
        send("CONT", pid);
    }

    /** Any other, by its name without SIG. */
    public static void send(String signal, long pid) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                            .redirectErrorStream(true)
                            .start();
            kill.getInputStream().readAllBytes();
            if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("kill -" + signal + " " + pid + " does not end");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("kill cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
