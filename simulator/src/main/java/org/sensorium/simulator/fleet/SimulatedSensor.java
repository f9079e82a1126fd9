package org.sensorium.simulator.fleet;

import java.util.List;

/**
 * One sensor of a simulated fleet.
 *
 * @param index its place in the fleet, from 0
 * @param id as registered; also its MQTT user name and client id
 * @param kind what it is
 * @param district where it hangs
 * @param lat latitude in degrees
 * @param lon longitude in degrees
 */
public record SimulatedSensor(
        int index, String id, SensorKind kind, District district, double lat, double lon) {
    /** What it measures. */
    public List<MetricPlan> metrics() {
        return kind.metrics();
    }
}
