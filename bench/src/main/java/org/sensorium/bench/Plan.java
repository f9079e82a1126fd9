package org.sensorium.bench;

import java.util.List;

/**
 * How long everything takes, in seconds.
 *
 * @param repetitions of each figure
 * @param ceilingSeconds for each ceiling
 * @param probeSeconds to find about how much the whole can take
 * @param holdSeconds that a rate has to be held
 * @param latencySeconds that latency is looked at
 * @param rates readings a second for latency and catching up, for each size of message in turn;
 *     none for half of the highest rate held
 * @param growth numbers of sensors
 * @param stopSeconds that the job stands still before it has to catch up
 */
record Plan(
        int repetitions,
        double ceilingSeconds,
        double probeSeconds,
        double holdSeconds,
        double latencySeconds,
        List<Integer> rates,
        List<Integer> growth,
        double stopSeconds) {
    static final Plan QUICK = new Plan(1, 5, 5, 10, 10, List.of(), List.of(1_000, 10_000), 20);
    static final Plan FULL =
            new Plan(3, 15, 15, 60, 60, List.of(), List.of(1_000, 10_000, 100_000, 1_000_000), 300);

    Plan {
        rates = List.copyOf(rates);
        growth = List.copyOf(growth);
    }

    /** The same at other rates and with other numbers of sensors; none leaves them as they are. */
    Plan with(List<Integer> chosen, List<Integer> sensors) {
        return new Plan(
                repetitions,
                ceilingSeconds,
                probeSeconds,
                holdSeconds,
                latencySeconds,
                chosen.isEmpty() ? rates : chosen,
                sensors.isEmpty() ? growth : sensors,
                stopSeconds);
    }
}
