/**
 * How well departments do: what becomes of alerts, and how good the data of their sensors are.
 *
 * <p>Takes alerts, roll-ups, readings and dead letters of a span, gives figures by department.
 */
package org.sensorium.console.assessment;
