package org.sensorium.console.http;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it can be told at once. Not thread-safe. */
public final class Faults {
    private final List<Problem.Fault> found = new ArrayList<>();

    /** Notes a fault. */
    public void add(String field, String detail) {
        found.add(new Problem.Fault(field, detail));
    }

    /** All so far. */
    public List<Problem.Fault> found() {
        return List.copyOf(found);
    }

    /** Throws all faults as one problem, if there are any. */
    public void refuse() {
        if (!found.isEmpty()) {
            throw Problem.of(ProblemKind.INVALID, found);
        }
    }
}
