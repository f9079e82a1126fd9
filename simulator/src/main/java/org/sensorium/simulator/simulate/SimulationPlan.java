package org.sensorium.simulator.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.faults.AnomalyPlan;
import org.sensorium.simulator.fleet.Fleet;

/**
 * What a simulation is to be.
 *
 * @param prefix first part of the sensors' ids
 * @param sensors how many
 * @param rate readings (single values) a second, of all sensors together
 * @param batch samples that a sensor puts into one message
 * @param duration how long; null: until it is stopped
 * @param anomalies share of samples that lie inside an anomaly
 * @param strength how bad anomalies are, see {@link AnomalyPlan}
 * @param late share of messages that are held back and come out of order
 * @param duplicates share of messages that are sent twice
 * @param malformed share of messages that are rubbish
 * @param seed what all is drawn from
 */
record SimulationPlan(
        String prefix,
        int sensors,
        double rate,
        int batch,
        @Nullable Duration duration,
        double anomalies,
        double strength,
        double late,
        double duplicates,
        double malformed,
        long seed) {
    private static final int MOST_SENSORS = 1_000_000;
    private static final int MOST_SAMPLES = 2500;
    private static final int QUIET_SAMPLES = 20;
    private static final int QUIET_SAMPLES_OF_STRONG_ANOMALIES = 3;

    SimulationPlan {
        List<String> faults = new ArrayList<>();
        if (sensors < 1 || sensors > MOST_SENSORS) {
            faults.add("--sensors " + sensors + " is outside 1…" + MOST_SENSORS);
        }
        if (!(rate > 0 && rate <= 10_000_000)) {
            faults.add("--rate " + rate + " is outside 0…10,000,000 readings a second");
        }
        if (batch < 1 || batch > MOST_SAMPLES) {
            faults.add("--batch " + batch + " is outside 1…" + MOST_SAMPLES + " samples");
        }
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            faults.add("--duration " + duration + " is not above 0");
        }
        if (anomalies > 0.9) {
            faults.add("--anomalies " + anomalies + " is outside 0…0.9");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** The fleet, always the same for the same prefix, size and seed. */
    Fleet fleet() {
        return Fleet.of(prefix, sensors, seed);
    }

    /** When which sensor speaks. */
    Schedule schedule(Fleet fleet, long startMillis) {
        double messagesPerSecond = rate * sensors / ((double) fleet.metricCount() * batch);
        return new Schedule(sensors, batch, messagesPerSecond, startMillis, seed);
    }

    /** Anomalies of each sensor. */
    AnomalyPlan anomalyPlan(Schedule schedule) {
        long samples =
                duration == null
                        ? Long.MAX_VALUE
                        : (long) (duration.toMillis() / schedule.stepMillis());
        int quiet = strength > 1 ? QUIET_SAMPLES_OF_STRONG_ANOMALIES : QUIET_SAMPLES;
        return new AnomalyPlan(anomalies, strength, quiet, samples);
    }
}
