package org.sensorium.simulator.faults;

/** Where the truth about injected anomalies goes. */
@FunctionalInterface
public interface AnomalyLog {
    /**
     * One anomaly is over.
     *
     * @param sensor the sensor's index in the fleet
     * @param metric the metric's index, or −1 if all of the sensor's metrics are concerned
     * @param kind what was done
     * @param fromMillis event time of the first sample concerned
     * @param toMillis event time of the last sample concerned
     */
    void ended(int sensor, int metric, AnomalyKind kind, long fromMillis, long toMillis);
}
