package org.sensorium.ingest.decode;

/** What stood where a value belongs. */
public enum ValueKind {
    /** A finite number or a boolean. */
    NUMBER,
    /** NaN, infinite, or beyond the range of a double. */
    NOT_FINITE,
    /** Text, null, an object or an array. */
    WRONG_TYPE
}
