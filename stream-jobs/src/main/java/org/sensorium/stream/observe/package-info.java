/**
 * Lets the job be seen from outside.
 *
 * <p>Takes metrics from every stage and the job's state from Flink, gives {@code /metrics} and
 * {@code /health} to Prometheus and the launcher.
 */
package org.sensorium.stream.observe;
