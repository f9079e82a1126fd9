/**
 * The job's way into TimescaleDB: in batches, again where the database was away, never twice.
 *
 * <p>Takes roll-ups from {@code window} and alert events from {@code alert}, gives them to the
 * stores of {@code org.sensorium.sink}.
 */
package org.sensorium.stream.store;
