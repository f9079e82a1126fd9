package org.sensorium.simulator.faults;

import java.util.Set;

/**
 * What must become of something that is no good reading: one dead letter with one of these reasons.
 *
 * @param label what it is called in tables
 * @param reasons contract reasons that are right; more than one where the contract leaves it open
 */
public record Rejection(String label, Set<String> reasons) {
    public Rejection {
        reasons = Set.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("rejection '" + label + "' without a reason");
        }
    }

    /** Whether this reason is right. */
    public boolean allows(String reason) {
        return reasons.contains(reason);
    }

    /** A rejection with exactly one right reason, which is its label too. */
    public static Rejection of(String reason) {
        return new Rejection(reason, Set.of(reason));
    }
}
