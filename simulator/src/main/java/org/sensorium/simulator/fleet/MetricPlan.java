package org.sensorium.simulator.fleet;

/**
 * What one kind of sensor measures.
 *
 * @param name as on the wire, such as {@code pm25}
 * @param unit as registered, such as {@code ug/m3}
 * @param min lowest plausible value; below it Sensorium rejects
 * @param max highest plausible value
 * @param decimals digits after the point that the sensor reports, 0 to 6
 * @param spread the usual short-term deviation of a reading from its neighbours in time, in the
 *     metric's unit: the measure by which injected anomalies are sized
 */
public record MetricPlan(
        String name, String unit, double min, double max, int decimals, double spread) {
    public MetricPlan {
        if (!(min < max) || decimals < 0 || decimals > 6 || !(spread > 0)) {
            throw new IllegalArgumentException(
                    "metric '"
                            + name
                            + "': min "
                            + min
                            + ", max "
                            + max
                            + ", decimals "
                            + decimals
                            + ", spread "
                            + spread
                            + " make no sense; min < max, decimals 0…6, spread > 0");
        }
    }
}
