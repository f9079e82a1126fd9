package org.sensorium.simulator.faults;

import java.util.Locale;

/** Kinds of injected anomalies, with how many samples of a sensor they last. */
public enum AnomalyKind {
    /** Far off for a moment, 10 to 20 spreads. */
    SPIKE(1, 3),
    /** Jumps by 6 to 12 spreads and stays there. */
    STEP(20, 60),
    /** Walks away steadily, to 8 to 16 spreads. */
    DRIFT(30, 120),
    /** Repeats one value. */
    STUCK(20, 60),
    /** Noise of 5 to 8 spreads. */
    NOISE_BURST(10, 40),
    /** Says nothing, in all its metrics. */
    SILENCE(10, 40);

    private final String code = name().toLowerCase(Locale.ROOT);
    private final int shortest;
    private final int longest;

    AnomalyKind(int shortest, int longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    /** The word in labels files. */
    public String code() {
        return code;
    }

    /** Fewest samples, when nothing shorter is asked for. */
    int shortest(int cap) {
        return Math.min(shortest, cap);
    }

    /** Most samples, at most the cap. */
    int longest(int cap) {
        return Math.min(longest, cap);
    }
}
