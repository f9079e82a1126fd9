/**
 * How the gateway fares, for people and Prometheus.
 *
 * <p>Takes checks and meters from every stage, gives {@code /health} and {@code /metrics}.
 */
package org.sensorium.ingest.health;
