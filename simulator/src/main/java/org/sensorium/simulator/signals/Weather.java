package org.sensorium.simulator.signals;

import org.sensorium.simulator.dice.Randomness;

/**
 * The weather over the city, as one smooth field in space and time: sums of plane waves, so that
 * near sensors feel nearly the same and far ones do not. Deterministic by seed, computable at any
 * moment without history.
 */
public final class Weather {
    private static final int WAVES = 4;

    private final double[][] wave = new double[Field.values().length * WAVES][];

    /** What the weather drives. Each is about −1 … 1, mean 0. */
    public enum Field {
        /** Warm and cold air masses: days long, tens of kilometres wide. */
        WARMTH(60, 40),
        /** Wind: hours long. */
        WIND(25, 7),
        /** Rain clouds: an hour or so, a few kilometres wide. */
        RAIN(12, 2.5);

        private final double lengthKm;
        private final double periodHours;

        Field(double lengthKm, double periodHours) {
            this.lengthKm = lengthKm;
            this.periodHours = periodHours;
        }
    }

    /** The weather of a seed. */
    public Weather(long seed) {
        Randomness dice = new Randomness(Randomness.mix(seed, 0x5EA_50));
        for (Field field : Field.values()) {
            for (int w = 0; w < WAVES; w++) {
                double direction = 2 * Math.PI * dice.nextDouble();
                double waveNumber = 2 * Math.PI / (field.lengthKm * dice.between(0.7, 1.8));
                double frequency =
                        2 * Math.PI / (field.periodHours * 3_600_000.0 * dice.between(0.6, 1.9));
                wave[field.ordinal() * WAVES + w] =
                        new double[] {
                            waveNumber * Math.cos(direction),
                            waveNumber * Math.sin(direction),
                            frequency,
                            2 * Math.PI * dice.nextDouble()
                        };
            }
        }
    }

    /**
     * The field's value at a place and a moment.
     *
     * @param kmEast east of the town hall
     * @param kmNorth north of the town hall
     */
    public double at(Field field, double kmEast, double kmNorth, long epochMillis) {
        double sum = 0;
        int first = field.ordinal() * WAVES;
        for (int w = first; w < first + WAVES; w++) {
            double[] k = wave[w];
            sum += Math.sin(k[0] * kmEast + k[1] * kmNorth + k[2] * epochMillis + k[3]);
        }
        return sum / WAVES * 1.4;
    }
}
