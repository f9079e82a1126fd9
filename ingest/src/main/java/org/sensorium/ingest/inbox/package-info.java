/**
 * Commit, then acknowledge.
 *
 * <p>Takes messages from the receiver through decoder and validator, gives batches to the sink's
 * inbox and, after the commit, acknowledgements and notices to the receiver.
 */
package org.sensorium.ingest.inbox;
