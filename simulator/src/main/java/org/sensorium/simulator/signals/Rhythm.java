package org.sensorium.simulator.signals;

import org.sensorium.simulator.fleet.City;

/**
 * How busy the city is at an hour of the week, 0 (asleep) to about 1 (busiest), smooth. Read from a
 * table of five-minute steps with interpolation: no trigonometry for each reading.
 */
public enum Rhythm {
    /** Commuters: two peaks on working days, one broad hump at week-ends. */
    COMMUTE {
        @Override
        double at(double hour, boolean weekend) {
            return weekend
                    ? 0.12 + 0.5 * hump(hour, 14.5, 4)
                    : 0.1
                            + 0.85 * hump(hour, 8.2, 1.3)
                            + 0.8 * hump(hour, 18, 1.7)
                            + 0.35 * hump(hour, 13, 3);
        }
    },
    /** Electricity: homes in the evening, offices on working days. */
    CONSUMPTION {
        @Override
        double at(double hour, boolean weekend) {
            double homes = 0.35 + 0.45 * hump(hour, 19.5, 2.4) + 0.15 * hump(hour, 7.5, 1.5);
            return weekend
                    ? homes + 0.08 * hump(hour, 12.5, 3)
                    : homes + 0.35 * hump(hour, 13, 4.2);
        }
    },
    /** People outdoors: evenings, longer at week-ends. */
    LEISURE {
        @Override
        double at(double hour, boolean weekend) {
            return weekend
                    ? 0.15 + 0.6 * hump(hour, 15, 4) + 0.6 * hump(hour, 21.5, 2.5)
                    : 0.15 + 0.35 * hump(hour, 12.5, 2) + 0.5 * hump(hour, 19.5, 2.5);
        }
    },
    /** Daylight and warmth: lowest before dawn, highest in the early afternoon. */
    SUN {
        @Override
        double at(double hour, boolean weekend) {
            return 0.5 - 0.5 * Math.cos(2 * Math.PI * (hour - 2.5) / 24);
        }
    };

    private static final int STEPS_PER_HOUR = 12;
    private static final int STEPS = 7 * 24 * STEPS_PER_HOUR;
    private static final long WEEK_MILLIS = 7 * 86_400_000L;

    /** 1 January 1970 was a Thursday: moves the week's begin to Monday. */
    private static final long MONDAY_OFFSET_MILLIS = 3 * 86_400_000L;

    private final double[] table = new double[STEPS + 1];

    Rhythm() {
        for (int i = 0; i <= STEPS; i++) {
            double hourOfWeek = (i % STEPS) / (double) STEPS_PER_HOUR;
            table[i] = at(hourOfWeek % 24, hourOfWeek >= 120);
        }
    }

    /** The level at a moment, by the city's clock. */
    public double level(long epochMillis) {
        long inWeek =
                Math.floorMod(
                        epochMillis + City.CLOCK_OFFSET_MILLIS + MONDAY_OFFSET_MILLIS, WEEK_MILLIS);
        double place = inWeek * (STEPS / (double) WEEK_MILLIS);
        int step = (int) place;
        double part = place - step;
        return table[step] * (1 - part) + table[step + 1] * part;
    }

    abstract double at(double hour, boolean weekend);

    /** A bell of height 1 around an hour of the day, round midnight too. */
    static double hump(double hour, double centre, double width) {
        double away = Math.abs(hour - centre);
        away = Math.min(away, 24 - away);
        return Math.exp(-0.5 * (away / width) * (away / width));
    }
}
