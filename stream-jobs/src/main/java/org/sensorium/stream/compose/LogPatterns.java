package org.sensorium.stream.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sensorium.model.ReadingBatch;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.log.Slice;

/**
 * The stages without Flink's runtime: one thread, all places, the log from its beginning. Finds
 * exactly what {@link Picking}, {@link Stepping} and {@link Composing} find as long as no rule
 * changes in between.
 */
public final class LogPatterns {
    private static final long MICROS_PER_MILLI = 1000;

    private final Picked picked;
    private final Steps steps;
    private final Patterns patterns;
    private final Map<Integer, SensorSteps> sensors = new HashMap<>();
    private final Map<String, PlaceMemory> places = new HashMap<>();
    private long watermarkMillis = Long.MIN_VALUE;
    private long placeMillis = Long.MIN_VALUE;

    public LogPatterns(Known known, Consumer<SeriesFinding> out) {
        Composites composites = new Composites(known);
        picked = new Picked(new Composites(known));
        steps = new Steps(composites, this::change, () -> {});
        patterns = new Patterns(composites, out);
    }

    /** The job's watermark before the finding that is being given. */
    public long placeMicros() {
        return placeMillis * MICROS_PER_MILLI;
    }

    /** The next slice, in the order of the log. */
    public void show(Slice slice) {
        ReadingBatch batch = slice.readings();
        long clockMillis = Math.floorDiv(slice.clockMicros(), MICROS_PER_MILLI);
        placeMillis = clockMillis - 1;
        for (int i = 0; i < batch.size(); i++) {
            if (picked.has(batch.sensorKey(i), batch.metricKey(i))) {
                steps.reading(
                        sensors.computeIfAbsent(batch.sensorKey(i), SensorSteps::new),
                        new Reading(
                                batch.sensorKey(i),
                                batch.metricKey(i),
                                batch.timeMicros(i),
                                batch.value(i),
                                batch.receivedMicros(i)),
                        clockMillis);
            }
        }
        clock(clockMillis - 1);
    }

    private void change(StepChange change) {
        PlaceMemory place =
                places.computeIfAbsent(
                        change.key(), key -> new PlaceMemory(change.ruleId(), change.place()));
        patterns.change(place, change);
    }

    private void clock(long nowMillis) {
        if (nowMillis <= watermarkMillis) {
            return;
        }
        watermarkMillis = nowMillis;
        List<PlaceMemory> all = new ArrayList<>(places.values());
        for (PlaceMemory place : all) {
            long rings = patterns.deadlineMillis(place);
            while (rings <= watermarkMillis) {
                placeMillis = rings - 1;
                patterns.elapse(place, rings);
                long next = patterns.deadlineMillis(place);
                if (next <= rings) {
                    throw new IllegalStateException(
                            "rule '"
                                    + place.ruleId
                                    + "' in place '"
                                    + place.place
                                    + "' is due at "
                                    + rings
                                    + " again after it was looked at");
                }
                rings = next;
            }
            if (place.isIdle()) {
                places.remove(place.ruleId + '\n' + place.place);
            }
        }
    }
}
