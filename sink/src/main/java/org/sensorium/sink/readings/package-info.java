/**
 * Stores readings by binary COPY.
 *
 * <p>Takes a batch from the inbox, gives its rows to the hypertable and what was already there back
 * to the inbox.
 */
package org.sensorium.sink.readings;
