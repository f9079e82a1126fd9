/**
 * Stores rejected readings with their reason and payload.
 *
 * <p>Takes dead letters from the inbox, gives rows where people can see them.
 */
package org.sensorium.sink.deadletters;
