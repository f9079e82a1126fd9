package org.sensorium.launcher.supervise;

import java.time.Duration;

/** Runs something after a while, on a thread of its own. */
@FunctionalInterface
public interface Later {
    /** Returns at once. */
    void run(Duration delay, Runnable task);
}
