/**
 * Each reading against the registry.
 *
 * <p>Takes entries from the decoder, gives readings and dead letters to the inbox.
 */
package org.sensorium.ingest.validate;
