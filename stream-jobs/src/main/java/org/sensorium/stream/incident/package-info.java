/**
 * Incidents on their way through the job: one matter about many sensors.
 *
 * <p>Takes them from whatever stage finds them, gives them to {@code store} and, by the outbox, to
 * {@code publish}.
 */
package org.sensorium.stream.incident;
