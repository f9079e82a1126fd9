/**
 * Incidents in the database.
 *
 * <p>Takes incident events from the job, gives them to the incident tables and, in the same
 * transaction, to the outbox.
 */
package org.sensorium.sink.incidents;
