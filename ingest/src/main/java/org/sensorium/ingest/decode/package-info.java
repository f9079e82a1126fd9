/**
 * From bytes to entries: every payload form of the contract.
 *
 * <p>Takes payloads from the receiver, gives entries to the validator.
 */
package org.sensorium.ingest.decode;
