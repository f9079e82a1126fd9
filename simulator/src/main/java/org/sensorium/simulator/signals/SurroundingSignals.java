package org.sensorium.simulator.signals;

import org.sensorium.simulator.fleet.SimulatedSensor;

/** Signals that follow nature, and the power grid that follows both nature and people. */
final class SurroundingSignals {
    private static final double TIDE_MILLIS = 12.42 * 3_600_000;

    private SurroundingSignals() {}

    /** Water: a tide, and rain that runs off slowly. */
    static final class WaterLevel extends SensorSignal {
        private final double normal = dice().between(0.8, 3.5);
        private final double tide = dice().between(0, 0.6);
        private final double width = dice().between(4, 60);
        private double soaked;
        private long lastMillis = Long.MIN_VALUE;

        WaterLevel(SimulatedSensor sensor, Weather city, long seed) {
            super(sensor, city, seed);
        }

        @Override
        void measure(long epochMillis, double[] into, int at) {
            if (lastMillis != Long.MIN_VALUE && epochMillis > lastMillis) {
                double hours = (epochMillis - lastMillis) / 3_600_000.0;
                double settle = 1 - Math.exp(-hours / 3);
                soaked += (weather().rain() - soaked) * settle;
            } else if (lastMillis == Long.MIN_VALUE) {
                soaked = weather().rain();
            }
            lastMillis = epochMillis;
            double level =
                    normal
                            + tide * Math.sin(2 * Math.PI * epochMillis / TIDE_MILLIS)
                            + 0.12 * soaked;
            into[at] = level;
            into[at + 1] = width * Math.pow(Math.max(0, level), 1.5);
        }
    }

    /** The weather itself. */
    static final class WeatherMast extends SensorSignal {
        private final double height = dice().between(0, 120);

        WeatherMast(SimulatedSensor sensor, Weather city, long seed) {
            super(sensor, city, seed);
        }

        @Override
        void measure(long epochMillis, double[] into, int at) {
            double temperature = weather().temperature() - 0.0065 * height;
            into[at] = temperature;
            into[at + 1] =
                    Math.min(
                            99.5,
                            72
                                    - 26 * (Rhythm.SUN.level(epochMillis) - 0.5)
                                    + 2.2 * weather().rain());
            into[at + 2] = 1014 - 7 * weather().warmth() - 0.12 * height - 0.15 * weather().rain();
        }
    }

    /**
     * A feeder: people's use, heating below 12 °C, cooling above 24 °C; voltage sags under load.
     */
    static final class Power extends SensorSignal {
        private final double size = dice().between(120, 1400);

        Power(SimulatedSensor sensor, Weather city, long seed) {
            super(sensor, city, seed);
        }

        @Override
        void measure(long epochMillis, double[] into, int at) {
            double temperature = weather().temperature();
            double climate =
                    0.02 * Math.max(0, 12 - temperature) + 0.03 * Math.max(0, temperature - 24);
            double use = Rhythm.CONSUMPTION.level(epochMillis) + climate;
            into[at] = size * use;
            into[at + 1] = 234 - 6 * use;
        }
    }
}
