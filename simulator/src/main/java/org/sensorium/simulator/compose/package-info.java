/**
 * What is said: takes sensors from {@code fleet}, values from {@code signals}, anomalies and faults
 * from {@code faults}, gives whole messages, each with what must come of it, to the run that
 * publishes them.
 */
@NullMarked
package org.sensorium.simulator.compose;

import org.jspecify.annotations.NullMarked;
