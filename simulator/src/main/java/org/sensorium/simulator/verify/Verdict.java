package org.sensorium.simulator.verify;

import java.util.List;
import java.util.Map;

/**
 * What the comparison found.
 *
 * @param readings good readings
 * @param letters dead letters
 * @param lettersByLabel rejected pieces that were expected, and found, by what they are
 * @param examples of what is wrong, in words; a few
 */
public record Verdict(
        Tally readings, Tally letters, Map<String, long[]> lettersByLabel, List<String> examples) {
    /** Whether what was acknowledged is what is stored. */
    public boolean holds() {
        return readings.holds() && letters.holds();
    }

    /**
     * Numbers of one kind of rows.
     *
     * @param expected that must be there, distinct
     * @param found of these, as they must be
     * @param missing of these, not there
     * @param different there with another value, or for another reason
     * @param unexpected there, never published, or there twice
     * @param allowed there, published, and never acknowledged
     */
    public record Tally(
            long expected,
            long found,
            long missing,
            long different,
            long unexpected,
            long allowed) {
        /** Whether nothing is wrong. */
        public boolean holds() {
            return missing == 0 && different == 0 && unexpected == 0 && found == expected;
        }
    }
}
