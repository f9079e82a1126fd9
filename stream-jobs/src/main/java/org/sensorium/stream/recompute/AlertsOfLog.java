package org.sensorium.stream.recompute;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.ReadingBatch;
import org.sensorium.stream.alert.OpenAlerts;
import org.sensorium.stream.compose.LogPatterns;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.LogWatch;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.log.Log;
import org.sensorium.stream.log.Slice;

/**
 * The job's detectors and alert life cycle over slices of the ingest log, in one thread and without
 * Flink.
 */
public final class AlertsOfLog {
    private static final int ENTRIES = 256;

    private final Map<Integer, OpenAlerts> open = new HashMap<>();
    private final LogWatch watch;
    private final LogPatterns patterns;

    /**
     * @param known the rules that hold, and the sensors
     * @param out takes the events, each sensor's in their order
     */
    public AlertsOfLog(Known known, Consumer<AlertEvent> out) {
        Consumer<SeriesFinding> alerts =
                found ->
                        open.computeIfAbsent(found.sensorKey(), key -> new OpenAlerts())
                                .take(found, out);
        watch = new LogWatch(known, alerts);
        patterns = new LogPatterns(known, alerts);
    }

    /** The slices have to be shown in the order of the log. */
    public void show(Slice slice) {
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
        patterns.show(slice);
    }

    /**
     * Reads the log to its end.
     *
     * @param afterSequence where to begin; 0: at the beginning
     * @param portions takes some hundred slices at a time
     * @throws IllegalStateException if there is more than one inbox: their order is not in the log
     */
    public static void read(Log log, long afterSequence, Consumer<List<Slice>> portions)
            throws IOException {
        List<String> inboxes = log.inboxes();
        if (inboxes.size() > 1) {
            throw new IllegalStateException(
                    "the log has the inboxes " + inboxes + ": their order is not known");
        }
        for (String inbox : inboxes) {
            List<Slice> slices = log.read(inbox, afterSequence, ENTRIES);
            while (!slices.isEmpty()) {
                portions.accept(slices);
                slices = log.read(inbox, slices.get(slices.size() - 1).sequence(), ENTRIES);
            }
        }
    }
}
