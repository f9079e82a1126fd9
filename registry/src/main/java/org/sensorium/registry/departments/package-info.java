/**
 * The departments that own sensors.
 *
 * <p>Takes them from administrators, gives their names to everybody.
 */
package org.sensorium.registry.departments;
