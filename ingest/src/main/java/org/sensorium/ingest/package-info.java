/**
 * The gateway: receive, decode, validate, commit, acknowledge.
 *
 * <p>Takes MQTT messages from sensors, gives readings and dead letters to the sink's inbox, and
 * only then their acknowledgement to the broker.
 */
package org.sensorium.ingest;
