/**
 * Compares each sensor with its neighbours, minute by minute on the log's clock.
 *
 * <p>Takes minutes and novelties from {@code detect}; gives faults, suspicions and the novelties of
 * each square to {@code gather}.
 */
package org.sensorium.stream.compare;
