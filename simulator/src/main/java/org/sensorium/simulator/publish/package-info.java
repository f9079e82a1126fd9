/**
 * To the broker: takes values from the run, writes them as the contract's JSON, paces them,
 * publishes them at QoS 1 over a connection for each sensor, and keeps honest accounts, which
 * {@code verify} and the final table are made from. A reading counts as acknowledged only when its
 * PUBACK said so.
 */
@NullMarked
package org.sensorium.simulator.publish;

import org.jspecify.annotations.NullMarked;
