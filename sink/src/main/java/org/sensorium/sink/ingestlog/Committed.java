package org.sensorium.sink.ingestlog;

import java.util.List;
import org.sensorium.model.DeadLetter;

/**
 * What a commit did.
 *
 * @param sequence of the log entry
 * @param stored readings that were new
 * @param duplicates readings that were stored already with the same value
 * @param conflicts readings with another value than the stored one; they are in the dead letters
 */
public record Committed(long sequence, int stored, int duplicates, List<DeadLetter> conflicts) {
    public Committed {
        conflicts = List.copyOf(conflicts);
    }
}
