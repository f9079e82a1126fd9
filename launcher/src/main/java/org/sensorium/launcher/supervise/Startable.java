package org.sensorium.launcher.supervise;

import java.io.IOException;

/** Something that can be started, again and again: a process, the database, a job on a cluster. */
public interface Startable {
    /** The part's name, as in its log and in the status. */
    String name();

    /**
     * Starts it; returns when it lives, not when it is ready.
     *
     * @throws IOException if it cannot be started, in words fit to be shown
     */
    Life start() throws IOException;

    /**
     * Does what makes later starts quicker, if that has not been done; the part is ready, and may
     * stand still for some seconds.
     *
     * @return whether there was something to do, and it is done
     */
    default boolean prepareRestart() {
        return false;
    }
}
