/**
 * How Sensorium fares, all parts on one page.
 *
 * <p>Takes every part's own health and metrics from the addresses in {@code run/}, gives them to
 * people, to Prometheus and to the launcher.
 */
package org.sensorium.console.health;
