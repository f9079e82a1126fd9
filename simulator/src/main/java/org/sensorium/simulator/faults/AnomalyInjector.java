package org.sensorium.simulator.faults;

import java.util.List;
import org.sensorium.simulator.dice.Randomness;
import org.sensorium.simulator.fleet.MetricPlan;
import org.sensorium.simulator.fleet.SimulatedSensor;
import org.sensorium.simulator.signals.SensorSignal;

/**
 * Spoils the values of one sensor now and then. At most one anomaly at a time, in one metric
 * (silence: in all). What it does is drawn from the fleet's seed and the sensor's index; not
 * thread-safe.
 */
public final class AnomalyInjector {
    private static final int KINDS = AnomalyKind.values().length;

    private final SimulatedSensor sensor;
    private final double startShare;
    private final double strength;
    private final int longestSamples;
    private final AnomalyLog log;
    private final Randomness dice;
    private int quietLeft;

    private AnomalyKind kind = AnomalyKind.SPIKE;
    private int left;
    private int length;
    private int metric;
    private double amount;
    private double held;
    private long fromMillis;
    private long lastMillis;

    /**
     * Makes an injector.
     *
     * @param sensor whose values
     * @param seed of the run
     * @param plan how often and how badly
     * @param log gets the truth
     */
    public AnomalyInjector(SimulatedSensor sensor, long seed, AnomalyPlan plan, AnomalyLog log) {
        this.sensor = sensor;
        this.log = log;
        this.strength = plan.strength();
        this.dice = new Randomness(Randomness.mix(seed, sensor.index() + 0xA0_0A_1E5L));
        this.longestSamples = (int) Math.max(3, Math.min(1000, plan.samples() / 6));
        this.startShare = plan.share() / ((1 - plan.share()) * meanLength(longestSamples));
        this.quietLeft = (int) Math.min(plan.quietSamples(), plan.samples() / 5);
    }

    /**
     * Lets one sample through, spoilt or not.
     *
     * @param epochMillis the sample's time
     * @param values the sensor's values from index {@code at} on, changed in place
     * @return false if the sensor says nothing this time
     */
    public boolean apply(long epochMillis, double[] values, int at) {
        if (left == 0) {
            if (quietLeft > 0) {
                quietLeft--;
                return true;
            }
            if (!dice.chance(startShare)) {
                return true;
            }
            begin(epochMillis, values, at);
        }
        boolean said = kind != AnomalyKind.SILENCE;
        if (said) {
            spoil(values, at);
        }
        lastMillis = epochMillis;
        left--;
        if (left == 0) {
            report();
        }
        return said;
    }

    /** Reports an anomaly that the end of the run cut short. */
    public void close() {
        if (left > 0) {
            left = 0;
            report();
        }
    }

    private void begin(long epochMillis, double[] values, int at) {
        kind = AnomalyKind.values()[dice.nextInt(KINDS)];
        List<MetricPlan> metrics = sensor.metrics();
        metric = dice.nextInt(metrics.size());
        int shortest = kind.shortest(longestSamples);
        length = shortest + dice.nextInt(kind.longest(longestSamples) - shortest + 1);
        left = length;
        fromMillis = epochMillis;
        held = values[at + metric];
        MetricPlan plan = metrics.get(metric);
        double size =
                plan.spread()
                        * strength
                        * switch (kind) {
                            case SPIKE -> dice.between(10, 20);
                            case STEP -> dice.between(6, 12);
                            case DRIFT -> dice.between(8, 16);
                            case NOISE_BURST -> dice.between(5, 8);
                            case STUCK, SILENCE -> 0;
                        };
        amount = dice.chance(0.5) ? size : -size;
        if (Math.abs(SensorSignal.fit(held + amount, plan) - held) < size / 2) {
            amount = -amount;
        }
    }

    private void spoil(double[] values, int at) {
        MetricPlan plan = sensor.metrics().get(metric);
        double value = values[at + metric];
        double spoilt =
                switch (kind) {
                    case SPIKE, STEP -> value + amount;
                    case DRIFT -> value + amount * (length - left + 1) / length;
                    case NOISE_BURST -> value + amount * dice.nextGaussian();
                    case STUCK, SILENCE -> held;
                };
        values[at + metric] = SensorSignal.fit(spoilt, plan);
    }

    private void report() {
        log.ended(
                sensor.index(),
                kind == AnomalyKind.SILENCE ? -1 : metric,
                kind,
                fromMillis,
                lastMillis);
    }

    private static double meanLength(int cap) {
        double sum = 0;
        for (AnomalyKind kind : AnomalyKind.values()) {
            sum += (kind.shortest(cap) + kind.longest(cap)) / 2.0;
        }
        return sum / KINDS;
    }
}
