/**
 * Measures the detectors against exact truth: takes clean series, made here or recorded, puts
 * anomalies of known kind and place into them, shows them to {@code detect} as the job would, and
 * says what was found.
 */
@NullMarked
package org.sensorium.stream.injection;

import org.jspecify.annotations.NullMarked;
