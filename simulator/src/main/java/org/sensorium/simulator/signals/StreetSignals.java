package org.sensorium.simulator.signals;

import org.sensorium.simulator.fleet.SimulatedSensor;

/** Signals that follow what people do in the streets. */
final class StreetSignals {
    private StreetSignals() {}

    /** Particles and gases: traffic makes them, wind and rain take them away, sun makes ozone. */
    static final class AirQuality extends SensorSignal {
        private final double base = dice().between(12, 38);
        private final double roadside = dice().between(0.4, 1.4);

        AirQuality(SimulatedSensor sensor, Weather city, long seed) {
            super(sensor, city, seed);
        }

        @Override
        void measure(long epochMillis, double[] into, int at) {
            double traffic = Rhythm.COMMUTE.level(epochMillis);
            double thinning =
                    (1.6 / (1 + 0.25 * weather().wind())) * (1 / (1 + 0.08 * weather().rain()));
            double fine = base * (0.55 + 0.6 * roadside * traffic) * thinning;
            double no2 = (14 + 48 * roadside * traffic) * thinning;
            into[at] = fine;
            into[at + 1] = fine * 1.55 + 0.6 * weather().wind();
            into[at + 2] = no2;
            into[at + 3] =
                    25
                            + 75 * Rhythm.SUN.level(epochMillis) * (1 + 0.3 * weather().warmth())
                            - 0.35 * no2;
        }
    }

    /** Sound: traffic by day, people in the evening, rain on the roofs. */
    static final class Noise extends SensorSignal {
        private final double quiet = dice().between(38, 48);
        private final double roadside = dice().between(0.3, 1);

        Noise(SimulatedSensor sensor, Weather city, long seed) {
            super(sensor, city, seed);
        }

        @Override
        void measure(long epochMillis, double[] into, int at) {
            double busy =
                    roadside * Rhythm.COMMUTE.level(epochMillis)
                            + (1 - roadside) * Rhythm.LEISURE.level(epochMillis);
            double level = quiet + 24 * Math.min(1, busy) + Math.min(6, 0.6 * weather().rain());
            into[at] = level;
            into[at + 1] = level + 9;
        }
    }

    /**
     * Vehicles: more flow, less speed; rain slows down; Greenshields' line between density and
     * speed.
     */
    static final class Traffic extends SensorSignal {
        private final double freeSpeed = dice().between(45, 95);
        private final double capacity = dice().between(900, 3800);

        Traffic(SimulatedSensor sensor, Weather city, long seed) {
            super(sensor, city, seed);
        }

        @Override
        void measure(long epochMillis, double[] into, int at) {
            double density =
                    Math.min(
                            0.92,
                            0.62 * Rhythm.COMMUTE.level(epochMillis) + 0.01 * weather().rain());
            into[at] = freeSpeed * (1 - 0.8 * density);
            into[at + 1] = capacity * 4 * density * (1 - density);
            into[at + 2] = 34 * density;
        }
    }
}
