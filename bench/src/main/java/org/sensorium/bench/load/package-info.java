/**
 * A load generator that costs little: raw MQTT 5 frames from one event loop, paced by a schedule
 * that waits for nobody. Takes a rate and connections, gives counts and latencies from the intended
 * time of sending.
 */
@NullMarked
package org.sensorium.bench.load;

import org.jspecify.annotations.NullMarked;
