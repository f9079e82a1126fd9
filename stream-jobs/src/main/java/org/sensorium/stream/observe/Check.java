package org.sensorium.stream.observe;

/**
 * How one thing that the job needs fares.
 *
 * @param detail what is known; where it is not well, the usual cause
 */
public record Check(String name, boolean ok, String detail) {}
