package org.sensorium.stream.detector;

/** A turn in an episode, the stretch of time in which a detector finds something wrong. */
public enum Turn {
    /** Something is wrong that was not before. */
    BEGAN,
    /** It has become notably worse. */
    WORSENED,
    /** It is over. */
    ENDED,
    /** It is as it was, but the rule about it has changed. No detector says so by itself. */
    CHANGED
}
