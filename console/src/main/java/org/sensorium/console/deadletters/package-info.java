/**
 * Rejected readings for people: seen, and given back to the gateway once their cause is repaired.
 *
 * <p>Takes dead letters from the store, gives requests for replay to the gateway.
 */
package org.sensorium.console.deadletters;
