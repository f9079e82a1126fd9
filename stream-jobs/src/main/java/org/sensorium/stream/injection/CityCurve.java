package org.sensorium.stream.injection;

import java.util.Random;

/**
 * What sensors of a city measure when nothing is wrong: a reading a minute, rounded as such sensors
 * round. Rhythms of day and week, weather that lasts for hours, noise; rain and rush hours are in
 * them, as nothing is wrong with those.
 */
enum CityCurve {
    TEMPERATURE(-40, 60) {
        @Override
        double value(double day, State state) {
            double weather = state.slow(0, 0.9998, 0.06);
            return round(14 + 6 * wave(day - 0.4) + weather + 0.1 * state.noise(), 0.1);
        }
    },
    PM25(0, 1000) {
        @Override
        double value(double day, State state) {
            double traffic = 0.3 * rush(day);
            double weather = state.slow(0, 0.999, 0.02);
            return round(Math.exp(2.6 + traffic + weather + 0.06 * state.noise()), 0.1);
        }
    },
    WATER_LEVEL(0, 10) {
        @Override
        double value(double day, State state) {
            if (state.chance(1.0 / 2000)) {
                state.levels[1] += 0.2 + 0.4 * state.uniform();
            }
            state.levels[0] += 0.004 * state.levels[1];
            state.levels[1] *= 0.99;
            state.levels[0] *= 0.9985;
            return round(1.4 + state.levels[0] + 0.005 * state.noise(), 0.01);
        }
    },
    NOISE(30, 130) {
        @Override
        double value(double day, State state) {
            double street = 48 + 12 * (0.5 + 0.5 * wave(day - 0.3)) + 4 * rush(day);
            return round(street + 2.5 * state.noise(), 0.1);
        }
    },
    TRAFFIC(0, 200) {
        @Override
        double value(double day, State state) {
            boolean weekend = Math.floorMod((long) Math.floor(day), 7) >= 5;
            double mean = 4 + (weekend ? 14 : 20) * (0.5 + 0.5 * wave(day - 0.3));
            mean += weekend ? 0 : 18 * rush(day);
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * state.noise()));
        }
    },
    PARKING(0, 400) {
        @Override
        double value(double day, State state) {
            boolean weekend = Math.floorMod((long) Math.floor(day), 7) >= 5;
            double wanted = (weekend ? 70 : 150) * (0.5 + 0.5 * wave(day - 0.3));
            state.levels[0] += 0.03 * (wanted - state.levels[0]) + 1.2 * state.noise();
            return Math.max(0, Math.rint(state.levels[0]));
        }
    };

    private static final long START = 1_735_689_600_000_000L;
    private static final long MINUTE = 60 * Tape.SECOND;
    private static final int MINUTES_A_DAY = 1440;

    private final double low;
    private final double high;

    /** The range that such a sensor is registered for. */
    CityCurve(double low, double high) {
        this.low = low;
        this.high = high;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    abstract double value(double day, State state);

    /** So many days of it. */
    Tape tape(int days, long seed) {
        State state = new State(seed * 31 + ordinal());
        int size = days * MINUTES_A_DAY;
        long[] times = new long[size];
        double[] values = new double[size];
        for (int i = -MINUTES_A_DAY; i < size; i++) {
            double value = value((double) i / MINUTES_A_DAY, state);
            if (i >= 0) {
                times[i] = START + i * MINUTE;
                values[i] = value;
            }
        }
        return Tape.prompt(name().toLowerCase(java.util.Locale.ROOT), times, values);
    }

    private static double wave(double day) {
        return Math.sin(2 * Math.PI * day);
    }

    /** 1 in the middle of the rush hours, 0 far from them. */
    private static double rush(double day) {
        double hour = (day - Math.floor(day)) * 24;
        return Math.exp(-(hour - 8) * (hour - 8) / 2) + Math.exp(-(hour - 18) * (hour - 18) / 3);
    }

    private static double round(double value, double step) {
        return Math.rint(value / step) * step;
    }

    /** What a curve remembers, and its dice. */
    static final class State {
        final double[] levels = new double[2];
        private final Random random;

        State(long seed) {
            random = new Random(seed);
        }

        double noise() {
            return random.nextGaussian();
        }

        double uniform() {
            return random.nextDouble();
        }

        boolean chance(double share) {
            return random.nextDouble() < share;
        }

        /** A level that wanders and comes back. */
        double slow(int level, double keeps, double step) {
            levels[level] = keeps * levels[level] + step * random.nextGaussian();
            return levels[level];
        }
    }
}
