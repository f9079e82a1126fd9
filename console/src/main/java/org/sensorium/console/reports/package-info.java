/**
 * What citizens report without signing in, and what becomes of it.
 *
 * <p>Takes reports from anybody, lays each to the nearest sensor and to the alerts that it
 * confirms, gives it to that sensor's department to close and its answer to whoever holds the
 * ticket.
 */
package org.sensorium.console.reports;
