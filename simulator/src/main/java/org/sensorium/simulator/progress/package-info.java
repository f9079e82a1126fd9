/**
 * What the user sees while waiting: takes counts from the run, gives one rewritten line on a
 * terminal, or a line now and then elsewhere.
 */
@NullMarked
package org.sensorium.simulator.progress;

import org.jspecify.annotations.NullMarked;
