/**
 * The command {@code simulate}: takes its options, gives a fleet's messages, on time, late, twice
 * or spoilt, to {@code publish}, and the user a report, proven by {@code verify} if asked for.
 */
@NullMarked
package org.sensorium.simulator.simulate;

import org.jspecify.annotations.NullMarked;
