/**
 * Folds a storm of silences into one incident: a gateway device, feeder or district that has fallen
 * silent is one matter, not an alert for each of its sensors.
 *
 * <p>Takes findings of silence from {@code detect}; gives those that stand alone to {@code alert}
 * as they were, and incident events to {@code store}. No Flink but in {@link
 * org.sensorium.stream.fold.Folding} and {@link org.sensorium.stream.fold.StormsForm}.
 */
@NullMarked
package org.sensorium.stream.fold;

import org.jspecify.annotations.NullMarked;
