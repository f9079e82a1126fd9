/**
 * The gateway's own connection to the broker.
 *
 * <p>Takes messages from the broker's durable session, gives them to the pipeline, and gives back
 * acknowledgements in order of reception.
 */
package org.sensorium.ingest.receive;
