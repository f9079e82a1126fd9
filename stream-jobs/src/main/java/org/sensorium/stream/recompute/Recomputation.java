package org.sensorium.stream.recompute;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.alert.OpenAlerts;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.LogWatch;
import org.sensorium.stream.detect.RegistryOpener;
import org.sensorium.stream.log.DatabaseLog;
import org.sensorium.stream.log.Log;
import org.sensorium.stream.log.Slice;

/**
 * The alert events that follow from the ingest log under the rules as they are now. Reads all of
 * the log that retention has left; costs a few microseconds a reading, memory as the job's state.
 * For one inbox: with several, the order between them is not in the log.
 */
public final class Recomputation {
    private static final int ENTRIES = 256;

    private final DatabaseAddress database;

    public Recomputation(DatabaseAddress database) {
        this.database = database;
    }

    /**
     * Goes through the log once.
     *
     * @param afterSequence where to begin; 0: at the beginning
     * @param out takes the events, each sensor's in their order
     * @throws IOException if the database does not answer
     * @throws IllegalStateException if there is more than one inbox
     */
    public void alerts(long afterSequence, Consumer<AlertEvent> out)
            throws IOException, InterruptedException {
        Map<Integer, OpenAlerts> open = new HashMap<>();
        try (Known known = new RegistryOpener(database).open();
                Log log = new DatabaseLog.Opener(database).open("sensorium-recomputation")) {
            LogWatch watch =
                    new LogWatch(
                            known,
                            found ->
                                    open.computeIfAbsent(found.sensorKey(), key -> new OpenAlerts())
                                            .take(found, out));
            read(log, afterSequence, watch);
        }
    }

    private static void read(Log log, long afterSequence, LogWatch watch) throws IOException {
        List<String> inboxes = log.inboxes();
        if (inboxes.size() > 1) {
            throw new IllegalStateException(
                    "the log has the inboxes " + inboxes + ": their order is not known");
        }
        for (String inbox : inboxes) {
            long after = afterSequence;
            List<Slice> slices = log.read(inbox, after, ENTRIES);
            while (!slices.isEmpty()) {
                slices.forEach(slice -> show(slice, watch));
                after = slices.get(slices.size() - 1).sequence();
                slices = log.read(inbox, after, ENTRIES);
            }
        }
    }

    private static void show(Slice slice, LogWatch watch) {
        ReadingBatch batch = slice.readings();
        for (int i = 0; i < batch.size(); i++) {
            watch.reading(
                    batch.sensorKey(i),
                    batch.metricKey(i),
                    batch.timeMicros(i),
                    batch.value(i),
                    batch.receivedMicros(i));
        }
        watch.clock(slice.clockMicros());
    }
}
