/**
 * Statements whose values are always bound, and transactions.
 *
 * <p>Takes constant text and values from the repositories, gives prepared statements to the driver.
 */
package org.sensorium.registry.sql;
