/**
 * Sensors in their tables: registered one by one or in bulk, found, changed, retired.
 *
 * <p>Takes registrations from the console, gives rows to the view that gateway and job follow.
 */
package org.sensorium.registry.sensors;
