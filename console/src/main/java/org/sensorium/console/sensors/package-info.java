/**
 * Registering sensors, one or a hundred thousand, and looking after them.
 *
 * <p>Takes JSON and CSV from field engineers, gives checked registrations to the registry.
 */
package org.sensorium.console.sensors;
