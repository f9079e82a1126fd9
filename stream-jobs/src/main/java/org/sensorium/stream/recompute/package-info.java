/**
 * Takes the ingest log from its beginning, gives what the job must have made of it: one thread, no
 * Flink, the same detectors and alert life cycle. For those who want to prove the job right.
 */
@NullMarked
package org.sensorium.stream.recompute;

import org.jspecify.annotations.NullMarked;
