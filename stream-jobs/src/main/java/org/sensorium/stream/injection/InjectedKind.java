package org.sensorium.stream.injection;

import java.util.Locale;
import java.util.Random;

/** What can be wrong with a series, and how it is put in. */
enum InjectedKind {
    /** One reading far off, by one to three times the usual span. */
    SPIKE(0) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            tape.values[from] += sign(dice) * (1 + 2 * dice.nextDouble()) * tape.span;
        }
    },
    /** Six hours at another level, by three quarters to one and a half of the usual span. */
    STEP(6) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            double by = sign(dice) * (0.75 + 0.75 * dice.nextDouble()) * tape.span;
            for (int i = from; i < to; i++) {
                tape.values[i] += by;
            }
        }
    },
    /** Twelve hours away, steadily, until one and a half usual spans off. */
    DRIFT(12) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            double by = sign(dice) * 1.5 * tape.span;
            for (int i = from; i < to; i++) {
                tape.values[i] += by * (i - from) / (to - from);
            }
        }
    },
    /** Three hours of the same value. */
    STUCK(3) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            for (int i = from; i < to; i++) {
                tape.values[i] = tape.values[from];
            }
        }
    },
    /** An hour of noise with half the usual span as its deviation. */
    NOISE_BURST(1) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            for (int i = from; i < to; i++) {
                tape.values[i] += 0.5 * tape.span * dice.nextGaussian();
            }
        }
    },
    /** A day with the night's values at noon. */
    LOST_RHYTHM(24) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            double[] day = new double[to - from];
            System.arraycopy(tape.values, from, day, 0, day.length);
            for (int i = from; i < to; i++) {
                tape.values[i] = day[(i - from + day.length / 2) % day.length];
            }
        }
    },
    /** Nothing for an hour. */
    SILENCE(1) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            for (int i = from; i < to; i++) {
                tape.lost[i] = true;
            }
        }
    },
    /** A clock an hour ahead, for an hour. */
    CLOCK_STEP(1) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            for (int i = from; i < to; i++) {
                tape.times[i] += Tape.HOUR;
            }
        }
    },
    /** An hour held back, and then all of it at once. */
    LATE(1) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            for (int i = from; i < to; i++) {
                tape.received[i] = tape.received[to];
            }
        }
    },
    /** An hour of readings that all come twice: nothing to alert about. */
    DOUBLED(1) {
        @Override
        void put(Editing tape, int from, int to, Random dice) {
            for (int i = from; i < to; i++) {
                tape.twice[i] = true;
            }
        }
    };

    private final int hours;

    InjectedKind(int hours) {
        this.hours = hours;
    }

    abstract void put(Editing tape, int from, int to, Random dice);

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    long lastsMicros() {
        return hours * Tape.HOUR;
    }

    private static int sign(Random dice) {
        return dice.nextBoolean() ? 1 : -1;
    }
}
