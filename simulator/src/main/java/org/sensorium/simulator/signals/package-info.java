/**
 * What the city's sensors measure: takes sensors from {@code fleet} and the time from the run,
 * gives values to {@code faults} (which spoils some) and {@code publish}. Primitive arithmetic
 * only, no object for a reading.
 */
@NullMarked
package org.sensorium.simulator.signals;

import org.jspecify.annotations.NullMarked;
