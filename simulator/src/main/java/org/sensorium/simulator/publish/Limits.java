package org.sensorium.simulator.publish;

import java.time.Duration;

/**
 * How much may be under way.
 *
 * @param inFlightPerConnection messages published and not yet acknowledged on one connection; too
 *     low: a round trip for each message; too high: more to send again after a loss. MQTT knows
 *     65,535
 * @param outstanding messages given to the publisher and not yet settled, on all connections
 *     together: the memory bound
 * @param retryWhenOverQuota whether a message refused with 0x97 (quota exceeded) is tried again
 *     later, as a recorder that must not lose anything would, or given up, as in a load test
 * @param quotaPause how long a connection rests after such a refusal
 */
public record Limits(
        int inFlightPerConnection,
        int outstanding,
        boolean retryWhenOverQuota,
        Duration quotaPause) {
    public Limits {
        if (inFlightPerConnection < 1 || inFlightPerConnection > 65_535) {
            throw new IllegalArgumentException(
                    "in flight per connection " + inFlightPerConnection + " is outside 1…65,535");
        }
        if (outstanding < inFlightPerConnection) {
            throw new IllegalArgumentException(
                    "outstanding "
                            + outstanding
                            + " is below in flight per connection "
                            + inFlightPerConnection);
        }
    }
}
