/**
 * Readings as series, raw or rolled up.
 *
 * <p>Takes the stored readings and roll-ups, gives them to whoever may see the sensor.
 */
package org.sensorium.console.series;
