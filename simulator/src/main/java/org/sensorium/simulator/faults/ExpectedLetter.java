package org.sensorium.simulator.faults;

/**
 * A dead letter that must come of something that was published.
 *
 * @param rejection with which reasons
 * @param mark text that stands in the rejected bytes and, of one sensor, in no others with that
 *     reason
 */
public record ExpectedLetter(Rejection rejection, String mark) {}
