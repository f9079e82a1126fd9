/**
 * Forgets what is older than it has to be, and compresses what is old.
 *
 * <p>Takes durations from the gateway's settings, drops or compresses whole chunks of the
 * hypertables.
 */
package org.sensorium.sink.retention;
