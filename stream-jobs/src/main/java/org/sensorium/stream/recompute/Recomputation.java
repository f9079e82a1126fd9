package org.sensorium.stream.recompute;

import java.io.IOException;
import java.util.function.Consumer;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.IncidentEvent;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.RegistryOpener;
import org.sensorium.stream.log.DatabaseLog;
import org.sensorium.stream.log.Log;

/**
 * The alert events that follow from the ingest log under the rules as they are now, and the usual
 * {@link Flapping}. Reads all of the log that retention has left; costs a few microseconds a
 * reading, memory as the job's state. For one inbox: with several, the order between them is not in
 * the log.
 */
public final class Recomputation {
    private final DatabaseAddress database;

    public Recomputation(DatabaseAddress database) {
        this.database = database;
    }

    /**
     * Goes through the log once.
     *
     * @param afterSequence where to begin; 0: at the beginning
     * @param out takes the events, each sensor's in their order
     * @param incidents takes the incident events
     * @throws IOException if the database does not answer
     * @throws IllegalStateException if there is more than one inbox
     */
    public void alerts(
            long afterSequence, Consumer<AlertEvent> out, Consumer<IncidentEvent> incidents)
            throws IOException, InterruptedException {
        try (Known known = new RegistryOpener(database).open();
                Log log = new DatabaseLog.Opener(database).open("sensorium-recomputation")) {
            AlertsOfLog alerts = new AlertsOfLog(known, Flapping.USUAL, out, incidents);
            AlertsOfLog.read(log, afterSequence, slices -> slices.forEach(alerts::show));
        }
    }
}
