package org.sensorium.faults.oracle;

import java.util.List;

/**
 * What two sides disagree on.
 *
 * @param count how often
 * @param examples a few, in words
 */
public record Difference(long count, List<String> examples) {
    /** None. */
    public static final Difference NONE = new Difference(0, List.of());

    public Difference {
        examples = List.copyOf(examples);
    }
}
