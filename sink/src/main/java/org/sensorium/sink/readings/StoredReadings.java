package org.sensorium.sink.readings;

import java.util.BitSet;

/**
 * What became of a batch of distinct readings.
 *
 * @param added indices of those that were new
 * @param values for each index the value that is stored now: the batch's own if it was new
 */
public record StoredReadings(BitSet added, double[] values) {}
