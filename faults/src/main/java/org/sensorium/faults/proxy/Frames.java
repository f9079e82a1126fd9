package org.sensorium.faults.proxy;

/** Finds where a protocol's frames end. One for each direction of a connection; not thread-safe. */
interface Frames {
    /**
     * The length in bytes of the frame that begins at {@code from}; 0 if it is not complete yet.
     *
     * @param to end of what has come so far
     */
    int complete(byte[] bytes, int from, int to);
}
