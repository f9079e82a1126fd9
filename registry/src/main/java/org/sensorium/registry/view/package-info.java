/**
 * The registry as gateway and job see it: in memory, kept current.
 *
 * <p>Takes rows from the registry's tables, gives sensors, rules and accounts to whoever handles
 * readings.
 */
package org.sensorium.registry.view;
