/**
 * The make-believe city: takes a size and a seed from the command, gives districts, sensors and
 * their metrics to {@code register} (who is to be known) and {@code signals} (what they measure).
 */
@NullMarked
package org.sensorium.simulator.fleet;

import org.jspecify.annotations.NullMarked;
