/**
 * What one department may see of another's.
 *
 * <p>Takes grants from administrators, gives them to every query's condition and to the broker's
 * topic rights.
 */
package org.sensorium.registry.grants;
