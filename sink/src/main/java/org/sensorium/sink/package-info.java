/**
 * All that writes to TimescaleDB.
 *
 * <p>Takes readings and dead letters from the gateway, roll-ups and alert events from the job;
 * gives them to the database and, through the ingest log and the outbox, to whoever reads on.
 */
package org.sensorium.sink;
