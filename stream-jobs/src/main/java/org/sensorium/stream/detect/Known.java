package org.sensorium.stream.detect;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;

/**
 * The little that detection and folding need of the registry. Answers from memory, which may be a
 * moment behind the registry itself.
 */
public interface Known extends AutoCloseable {
    /** Retired ones too; null if it is not known (yet). */
    @Nullable Sensor sensor(int sensorKey);

    /** The holding rules, at most one for each detector, enabled ones only. */
    List<Rule> armed(Sensor sensor, String metric);

    /**
     * How many sensors that were not taken down are behind a gateway device, on a feeder or in a
     * district.
     */
    int members(IncidentKind kind, String group);

    /** The enabled rules about several series of one place; none unless it says otherwise. */
    default List<Rule> composites() {
        return List.of();
    }

    /** Changes whenever an answer may have. */
    long revision();

    /**
     * What was in the registry before this call is known after it; waits for the database. Nothing
     * to do where nothing is ever behind.
     */
    default void catchUp() throws InterruptedException {}

    @Override
    void close();

    /** Opens the registry where an operator runs; may wait for the database. */
    interface Opener extends Serializable {
        Known open() throws InterruptedException;
    }
}
