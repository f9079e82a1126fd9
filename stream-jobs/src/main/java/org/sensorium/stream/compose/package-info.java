/**
 * Composite rules: steps of several series of one place, matched by Flink CEP.
 *
 * <p>Takes readings from {@code log}, rules and names from the registry; gives findings to {@code
 * alert}.
 */
@NullMarked
package org.sensorium.stream.compose;

import org.jspecify.annotations.NullMarked;
