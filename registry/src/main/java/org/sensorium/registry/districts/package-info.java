/**
 * The districts in which sensors hang.
 *
 * <p>Takes them from registrations and from those who name them properly, gives them to everybody.
 */
package org.sensorium.registry.districts;
