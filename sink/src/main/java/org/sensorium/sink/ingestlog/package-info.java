/**
 * The inbox and the log: what the gateway commits and the job reads.
 *
 * <p>Takes validated batches from the gateway, gives blocks in sequence to the job's log source.
 */
package org.sensorium.sink.ingestlog;
