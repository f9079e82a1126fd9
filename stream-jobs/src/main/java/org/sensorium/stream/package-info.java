/**
 * The Flink job.
 *
 * <p>Takes readings from the ingest log; gives roll-ups and alerts to the database and alerts to
 * the staff on MQTT.
 */
package org.sensorium.stream;
