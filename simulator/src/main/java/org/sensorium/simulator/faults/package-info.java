/**
 * What goes wrong in a city: takes true values from {@code signals}, gives anomalies (values that
 * lie, with their truth noted down for scoring) and malformed payloads (with the dead-letter reason
 * they must end in) to the run that publishes them.
 */
@NullMarked
package org.sensorium.simulator.faults;

import org.jspecify.annotations.NullMarked;
