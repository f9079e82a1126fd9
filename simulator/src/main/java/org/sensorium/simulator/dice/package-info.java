/** Chance that can be repeated: takes the run's seed, gives random numbers to all that draw. */
@NullMarked
package org.sensorium.simulator.dice;

import org.jspecify.annotations.NullMarked;
