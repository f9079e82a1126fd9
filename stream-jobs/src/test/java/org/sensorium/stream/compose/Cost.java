package org.sensorium.stream.compose;

import java.util.Locale;
import org.sensorium.stream.log.Reading;

/**
 * What a reading costs: where there is no composite rule, where one names other metrics, and where
 * one names its own. Best of five rounds, nanoseconds.
 */
public final class Cost {
    private static final int READINGS = 20_000_000;
    private static final int SENSORS = 10_000;
    private static final int ROUNDS = 5;
    private static final long START = 1_700_049_600_000_000L;

    private Cost() {}

    public static void main(String[] args) {
        Valley valley = new Valley();
        for (int i = 0; i < SENSORS; i++) {
            valley.sensor(i, i % 2 == 0 ? Valley.LEVEL : Valley.RAIN, "d-" + i % 100);
        }
        say("no composite rule", picking(valley));
        valley.rule(
                1,
                "within",
                "PT30M",
                "step1.metric",
                "current",
                "step1.above",
                "20",
                "step2.metric",
                "wind",
                "step2.above",
                "3");
        say("a rule for other metrics", picking(valley));
        valley.rule(2, ValleyTest.SEQUENCE);
        say("a rule for its metric, picking and step", stepping(valley));
    }

    private static void say(String what, double nanos) {
        System.out.printf(Locale.ROOT, "%s: %.1f ns a reading%n", what, nanos);
    }

    private static double picking(Valley valley) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            Picked picked = new Picked(new Composites(valley.open()));
            long through = 0;
            long start = System.nanoTime();
            for (int i = 0; i < READINGS; i++) {
                int sensor = i % SENSORS;
                through += picked.has(sensor, sensor % 2 == 0 ? Valley.LEVEL : Valley.RAIN) ? 1 : 0;
            }
            best = Math.min(best, (double) (System.nanoTime() - start) / READINGS);
            if (through > 0) {
                throw new IllegalStateException(through + " readings of no rule's went through");
            }
        }
        return best;
    }

    private static double stepping(Valley valley) {
        double best = Double.MAX_VALUE;
        int readings = READINGS / 10;
        for (int round = 0; round < ROUNDS; round++) {
            Composites composites = new Composites(valley.open());
            Picked picked = new Picked(new Composites(valley.open()));
            long[] told = {0};
            Steps steps = new Steps(composites, change -> told[0]++, () -> {});
            SensorSteps[] sensors = new SensorSteps[SENSORS];
            for (int i = 0; i < SENSORS; i++) {
                sensors[i] = new SensorSteps(i);
            }
            long start = System.nanoTime();
            for (int i = 0; i < readings; i++) {
                int sensor = i % SENSORS;
                short metric = sensor % 2 == 0 ? Valley.LEVEL : Valley.RAIN;
                long at = START + i / SENSORS * 60_000_000L;
                if (picked.has(sensor, metric)) {
                    steps.reading(
                            sensors[sensor], new Reading(sensor, metric, at, i % 7, at), at / 1000);
                }
            }
            best = Math.min(best, (double) (System.nanoTime() - start) / readings);
            if (told[0] == 0) {
                throw new IllegalStateException("no step was told");
            }
        }
        return best;
    }
}
