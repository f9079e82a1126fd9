package org.sensorium.simulator.signals;

import java.util.List;
import org.sensorium.simulator.dice.Randomness;
import org.sensorium.simulator.fleet.City;
import org.sensorium.simulator.fleet.MetricPlan;
import org.sensorium.simulator.fleet.SimulatedSensor;

/**
 * What one sensor measures, moment after moment. Same fleet, same seed and same moments give the
 * same values. Some 100 bytes of state; not thread-safe.
 */
public abstract class SensorSignal {
    private static final double[] TEN_TO = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private final List<MetricPlan> metrics;
    private final double[] calibration;
    private final double[] wander;
    private final LocalWeather weather;
    private final Randomness dice;

    SensorSignal(SimulatedSensor sensor, Weather city, long seed) {
        this.metrics = sensor.metrics();
        this.dice = new Randomness(Randomness.mix(seed, sensor.index() + 0x51_6E_A1L));
        this.weather =
                new LocalWeather(city, City.kmEast(sensor.lon()), City.kmNorth(sensor.lat()));
        this.calibration = new double[metrics.size()];
        this.wander = new double[metrics.size()];
        for (int i = 0; i < calibration.length; i++) {
            calibration[i] = dice.nextGaussian() * metrics.get(i).spread();
        }
    }

    /** The signal that fits the sensor's kind. */
    public static SensorSignal of(SimulatedSensor sensor, Weather city, long seed) {
        return switch (sensor.kind()) {
            case AIR_QUALITY -> new StreetSignals.AirQuality(sensor, city, seed);
            case NOISE -> new StreetSignals.Noise(sensor, city, seed);
            case TRAFFIC -> new StreetSignals.Traffic(sensor, city, seed);
            case WATER_LEVEL -> new SurroundingSignals.WaterLevel(sensor, city, seed);
            case WEATHER -> new SurroundingSignals.WeatherMast(sensor, city, seed);
            case POWER -> new SurroundingSignals.Power(sensor, city, seed);
        };
    }

    /** Number of values that {@link #sample} writes. */
    public final int metricCount() {
        return calibration.length;
    }

    /**
     * Measures.
     *
     * @param epochMillis when; moments should go forward, for the noise has a memory
     * @param into where the values go, in the order of the kind's metrics, within their range and
     *     rounded to their decimals
     * @param at first index in {@code into}
     */
    public final void sample(long epochMillis, double[] into, int at) {
        weather.lookUp(epochMillis);
        measure(epochMillis, into, at);
        for (int i = 0; i < calibration.length; i++) {
            MetricPlan metric = metrics.get(i);
            wander[i] = 0.92 * wander[i] + 0.35 * dice.nextGaussian();
            into[at + i] = fit(into[at + i] + calibration[i] + wander[i] * metric.spread(), metric);
        }
    }

    /**
     * The nearest value that the metric can report: in its range, with its decimals. The result is
     * the very double that its decimal notation parses to.
     */
    public static double fit(double value, MetricPlan metric) {
        double bounded = Math.min(metric.max(), Math.max(metric.min(), value));
        double scale = TEN_TO[metric.decimals()];
        return Math.rint(bounded * scale) / scale + 0.0;
    }

    /** Writes the true values, before the sensor's own offset and noise. */
    abstract void measure(long epochMillis, double[] into, int at);

    /** The weather at the sensor, up to date within {@link #measure}. */
    final LocalWeather weather() {
        return weather;
    }

    /** For the traits of this sensor; to be drawn in the constructor only. */
    final Randomness dice() {
        return dice;
    }
}
