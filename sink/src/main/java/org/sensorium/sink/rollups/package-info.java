/**
 * Stores one-minute roll-ups.
 *
 * <p>Takes roll-ups from the job's windows, gives rows that a repeat does not change.
 */
package org.sensorium.sink.rollups;
