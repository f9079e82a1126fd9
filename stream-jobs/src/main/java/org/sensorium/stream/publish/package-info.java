/**
 * Tells the staff: alert and incident events over MQTT.
 *
 * <p>Takes events from the outbox in the database, gives them to the broker, one publish for each
 * department that may see them.
 */
package org.sensorium.stream.publish;
