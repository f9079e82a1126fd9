package org.sensorium.stream.recompute;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.ReadingBatch;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.alert.OpenAlerts;
import org.sensorium.stream.compose.LogPatterns;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.LogWatch;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.fold.Storms;
import org.sensorium.stream.gather.Surroundings;
import org.sensorium.stream.log.Log;
import org.sensorium.stream.log.Slice;

/**
 * The job's detectors, the folding of silences and the alert life cycle over slices of the ingest
 * log, in one thread and without Flink.
 */
public final class AlertsOfLog {
    private static final int ENTRIES = 256;
    private static final long MICROS_PER_MILLI = 1000;

    private final Map<Integer, OpenAlerts> open = new HashMap<>();
    private final LogWatch watch;
    private final Storms storms;
    private final Flapping flapping;
    private final Consumer<AlertEvent> out;
    private final PriorityQueue<Ring> rings =
            new PriorityQueue<>(Comparator.comparingLong(Ring::micros));

    private final Map<Integer, Long> ringsAt = new HashMap<>();

    /** When a sensor's alerts have to be told of the clock. */
    private record Ring(long micros, int sensorKey) {}

    // The job's watermark after the entry that is shown; none while its clock moves on.
    private long placeMicros = Long.MIN_VALUE;

    private final Surroundings surroundings;
    private final LogPatterns patterns;

    /**
     * @param known the rules that hold, and the sensors
     * @param flapping when alerts flap
     * @param out takes the events, each sensor's in their order
     * @param incidents takes the incident events
     */
    public AlertsOfLog(
            Known known,
            Flapping flapping,
            Consumer<AlertEvent> out,
            Consumer<IncidentEvent> incidents) {
        this.flapping = flapping;
        this.out = out;
        this.storms = new Storms(known, this::alert, incidents);
        this.surroundings = new Surroundings(known, this::gathered, incidents);
        this.patterns = new LogPatterns(known, this::composed);
        this.watch = new LogWatch(known, this::found, surroundings::take);
    }

    private void found(SeriesFinding found) {
        // What the clock finds has the place just before it, as the job's timers have.
        long place =
                placeMicros == Long.MIN_VALUE
                        ? found.finding().atMicros() - MICROS_PER_MILLI
                        : placeMicros;
        if (found.finding().detector() == DetectorKind.SILENCE) {
            storms.take(found, place);
        } else {
            alert(found, place);
        }
    }

    private void gathered(SeriesFinding found) {
        // What goes on at once has the place of the reading that caused it.
        alert(found, placeMicros == Long.MIN_VALUE ? surroundings.placeMicros() : placeMicros);
    }

    private void composed(SeriesFinding found) {
        alert(found, patterns.placeMicros());
    }

    private void alert(SeriesFinding found, long place) {
        OpenAlerts alerts = open.computeIfAbsent(found.sensorKey(), key -> new OpenAlerts());
        alerts.take(found, place, flapping, out);
        ringNext(found.sensorKey(), alerts);
    }

    private void ringNext(int sensorKey, OpenAlerts alerts) {
        long next = alerts.nextMicros();
        if (next == Long.MAX_VALUE) {
            return;
        }
        long micros = (Math.floorDiv(next - 1, MICROS_PER_MILLI) + 1) * MICROS_PER_MILLI;
        @Nullable Long before = ringsAt.get(sensorKey);
        if (before == null || micros < before) {
            ringsAt.put(sensorKey, micros);
            rings.add(new Ring(micros, sensorKey));
        }
    }

    private void clock(long clockMicros) {
        while (!rings.isEmpty() && rings.element().micros() <= clockMicros) {
            Ring ring = rings.remove();
            @Nullable OpenAlerts alerts = open.get(ring.sensorKey());
            // One that an earlier one took the place of rings in vain.
            if (ringsAt.remove(ring.sensorKey(), ring.micros()) && alerts != null) {
                alerts.clock(ring.micros(), out);
                if (alerts.isEmpty()) {
                    open.remove(ring.sensorKey());
                } else {
                    ringNext(ring.sensorKey(), alerts);
                }
            }
        }
    }

    /** The slices have to be shown in the order of the log. */
    public void show(Slice slice) {
        watch.entry(slice.clockMicros());
        surroundings.clock(slice.clockMicros());
        ReadingBatch batch = slice.readings();
        long watermark =
                (Math.floorDiv(slice.clockMicros(), MICROS_PER_MILLI) - 1) * MICROS_PER_MILLI;
        placeMicros = watermark;
        for (int i = 0; i < batch.size(); i++) {
            watch.reading(
                    batch.sensorKey(i),
                    batch.metricKey(i),
                    batch.timeMicros(i),
                    batch.value(i),
                    batch.receivedMicros(i));
        }
        placeMicros = Long.MIN_VALUE;
        watch.clock(slice.clockMicros());
        storms.clock(watermark);
        surroundings.clock(slice.clockMicros());
        patterns.show(slice);
        clock(watermark);
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
