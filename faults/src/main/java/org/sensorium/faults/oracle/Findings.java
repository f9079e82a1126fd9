package org.sensorium.faults.oracle;

import org.sensorium.simulator.verify.Verdict;

/**
 * What the comparison of one fault's fleet found.
 *
 * @param stored readings and dead letters
 * @param rollUps minutes
 * @param alerts table and publications
 * @param alertCount alerts that had to be there
 * @param settledSeconds how long it took until nothing differed any more, or the waiting was given
 *     up
 */
public record Findings(
        Verdict stored,
        Difference rollUps,
        Difference alerts,
        long alertCount,
        double settledSeconds) {
    /** Whether nothing is wrong. */
    public boolean holds() {
        return stored.holds() && rollUps.count() == 0 && alerts.count() == 0;
    }
}
