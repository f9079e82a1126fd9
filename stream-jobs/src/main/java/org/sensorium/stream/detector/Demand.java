package org.sensorium.stream.detector;

import java.util.Set;

/**
 * What a novelty has to be to be told.
 *
 * @param bits least surprise
 * @param outside how far outside what was shown so far, as a share of its range
 * @param learnMicros how long a series takes to show its rhythms: before, a level has to be farther
 *     outside by as much as it is younger. What it does from reading to reading shows sooner.
 * @param looksAt what of the series is looked at
 */
record Demand(double bits, double outside, long learnMicros, Set<Statistic> looksAt) {
    boolean looksAtForest() {
        return looksAt.contains(Statistic.FOREST);
    }

    boolean looksAtRecent() {
        return looksAt.contains(Statistic.MEDIAN) || looksAt.contains(Statistic.SPREAD);
    }
}
