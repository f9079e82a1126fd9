/**
 * The domain's words: reading, sensor, rule, alert, rejection.
 *
 * <p>Takes nothing from anyone and gives its values to every other module. Only the JDK is known
 * here: no JSON, no SQL, no Flink, no MQTT.
 */
package org.sensorium.model;
