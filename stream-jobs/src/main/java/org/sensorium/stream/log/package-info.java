/**
 * The source: reads the ingest log from an offset that lives in the checkpoint.
 *
 * <p>Takes entries in sequence from the ingest log, gives readings to {@code window} and {@code
 * detect}, and the receipt clock as watermark.
 */
package org.sensorium.stream.log;
