package org.sensorium.faults.proxy;

/** Decides on each frame. Called by many threads. */
@FunctionalInterface
public interface Mischief {
    /** Lets everything through. */
    Mischief NONE = frame -> Verdict.PASS;

    /** What becomes of the frame. */
    Verdict judge(Frame frame);

    /** What becomes of a frame. */
    enum Verdict {
        PASS,
        /** As if it had never been sent. */
        DROP,
        /** It is not passed on, and both sides find the connection reset. */
        RESET
    }
}
