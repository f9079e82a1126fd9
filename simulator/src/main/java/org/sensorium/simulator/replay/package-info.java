/**
 * The command {@code replay}: takes rows of recorded CSV files, gives each sensor's readings, in
 * the order of the file and just as they are written there, to {@code publish}. What the file has
 * wrong is the gateway's to reject.
 */
@NullMarked
package org.sensorium.simulator.replay;

import org.jspecify.annotations.NullMarked;
