package org.sensorium.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.sensorium.model.RollUp;

/**
 * Whatever comes in whatever order: what the store holds in the end is what one would compute from
 * all readings at once.
 */
class SeriesMinutesPropertyTest {
    private static final int SENSOR = 7;
    private static final long MINUTE = 60_000_000;
    private static final long LATENESS = 5 * MINUTE;

    /** What the database does with the changes, and what it would compute from the readings. */
    private static final class Store {
        private final Map<Short, TreeMap<Long, Double>> readings = new HashMap<>();
        private final Map<String, RollUp> rollUps = new TreeMap<>();

        void reading(short metric, long time, double value) {
            readings.computeIfAbsent(metric, m -> new TreeMap<>()).put(time, value);
        }

        void take(RollUpChange change) {
            String key = change.metricKey() + "@" + change.bucketMicros();
            if (change instanceof RollUpChange.Whole whole) {
                rollUps.put(key, whole.rollUp());
            } else {
                rollUps.put(key, computed(change.metricKey(), change.bucketMicros()));
            }
        }

        RollUp computed(short metric, long bucket) {
            var minute = readings.get(metric).subMap(bucket, true, bucket + MINUTE, false);
            return new RollUp(
                    SENSOR,
                    metric,
                    bucket,
                    minute.size(),
                    minute.values().stream().mapToDouble(v -> v).min().orElseThrow(),
                    minute.values().stream().mapToDouble(v -> v).max().orElseThrow(),
                    minute.values().stream().mapToDouble(v -> v).sum(),
                    minute.firstEntry().getValue(),
                    minute.lastEntry().getValue(),
                    minute.firstKey(),
                    minute.lastKey());
        }

        Map<String, RollUp> expected() {
            Map<String, RollUp> all = new TreeMap<>();
            readings.forEach(
                    (metric, values) ->
                            values.keySet()
                                    .forEach(
                                            time -> {
                                                long bucket = Minute.bucketOf(time);
                                                all.put(
                                                        metric + "@" + bucket,
                                                        computed(metric, bucket));
                                            }));
            return all;
        }
    }

    /** A step of the story: a reading so far from the sensor's clock, or the timer, or a crash. */
    record Step(int kind, short metric, long agoMicros, long onMicros, int value) {}

    private static final long NEVER_YOUNG = Long.MAX_VALUE;

    @Provide
    Arbitrary<List<Step>> stories() {
        Arbitrary<Long> ago =
                Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.just(0L)),
                        Tuple.of(3, Arbitraries.longs().between(0, 6 * MINUTE)),
                        Tuple.of(1, Arbitraries.longs().between(0, 90 * MINUTE)),
                        Tuple.of(1, Arbitraries.longs().between(-5 * MINUTE, 0)));
        Arbitrary<Long> on = Arbitraries.longs().between(0, 3 * MINUTE);
        Arbitrary<Step> step =
                Combinators.combine(
                                Arbitraries.integers().between(0, 20),
                                Arbitraries.of((short) 1, (short) 2),
                                ago,
                                on,
                                Arbitraries.integers().between(-99, 99))
                        .as(Step::new);
        return step.list().ofMaxSize(120);
    }

    @Property(tries = 300)
    void theStoreEndsUpWithWhatOneWouldComputeAtOnce(@ForAll("stories") List<Step> story)
            throws IOException {
        Store store = new Store();
        SensorMinutes sensor = new SensorMinutes(SENSOR);
        long now = 1_700_000_000_000_000L;
        for (Step step : story) {
            now += step.onMicros();
            switch (step.kind()) {
                case 0 -> sensor.giveUnwritten(now - step.agoMicros(), now, store::take);
                case 1 -> sensor.letGoAll(store::take);
                case 2 -> sensor = restored(sensor);
                default -> {
                    long time = now - step.agoMicros();
                    if (isNew(store, step.metric(), time)) {
                        store.reading(step.metric(), time, step.value());
                        sensor.add(step.metric(), time, step.value(), LATENESS, store::take);
                    }
                }
            }
        }
        assertThat(sensor.giveUnwritten(NEVER_YOUNG, now, store::take)).isEqualTo(NEVER_YOUNG);

        assertThat(store.rollUps).isEqualTo(store.expected());
    }

    @Property(tries = 100)
    void whatIsKeptIsBounded(@ForAll("stories") List<Step> story) throws IOException {
        SensorMinutes sensor = new SensorMinutes(SENSOR);
        List<RollUpChange> given = new ArrayList<>();
        long now = 1_700_000_000_000_000L;
        for (Step step : story) {
            now += step.onMicros();
            sensor.add(step.metric(), now - step.agoMicros(), step.value(), LATENESS, given::add);
            assertThat(written(sensor).length)
                    .isLessThan(22 + 2 * (19 + 82 * SeriesMinutes.MOST_MINUTES) + 1);
        }
        sensor.letGoAll(given::add);
        assertThat(sensor.isAtRest()).isTrue();
    }

    private static boolean isNew(Store store, short metric, long time) {
        var readings = store.readings.get(metric);
        return readings == null || !readings.containsKey(time);
    }

    private static SensorMinutes restored(SensorMinutes sensor) throws IOException {
        return SensorMinutes.read(new DataInputStream(new ByteArrayInputStream(written(sensor))));
    }

    private static byte[] written(SensorMinutes sensor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sensor.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
