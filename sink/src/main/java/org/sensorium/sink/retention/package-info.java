/**
 * Forgets what is older than it has to be.
 *
 * <p>Takes durations from the gateway's settings, drops whole chunks of the hypertables.
 */
package org.sensorium.sink.retention;
