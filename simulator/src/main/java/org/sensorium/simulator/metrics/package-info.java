/**
 * The run's figures for Prometheus: takes the books of {@code publish}, gives a page over HTTP to
 * whoever scrapes it.
 */
@NullMarked
package org.sensorium.simulator.metrics;

import org.jspecify.annotations.NullMarked;
