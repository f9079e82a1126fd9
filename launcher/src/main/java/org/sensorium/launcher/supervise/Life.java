package org.sensorium.launcher.supervise;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One life of a part, from a start to its end. Safe for use by several threads. */
public interface Life {
    /** Completes with a few words on how it ended ("exit code 1"). */
    CompletableFuture<String> ended();

    /** Whether it was killed from outside, once it has ended; false where that cannot be known. */
    default boolean wasKilled() {
        return false;
    }

    /**
     * Asks it to end in good order and waits; ends it by force when the time is over.
     *
     * @return whether it ended by itself in time
     */
    boolean stop(Duration grace);
}
