/**
 * Runs the armed detectors over every series.
 *
 * <p>Takes readings from {@code log}, rules and names from the registry, findings from {@code
 * detector}; gives findings with names and sentences to {@code alert}.
 */
package org.sensorium.stream.detect;
