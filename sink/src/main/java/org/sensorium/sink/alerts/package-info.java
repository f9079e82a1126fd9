/**
 * Stores alerts and their history.
 *
 * <p>Takes alert events from the job's life cycle, gives rows to the tables and snapshots to the
 * outbox.
 */
package org.sensorium.sink.alerts;
