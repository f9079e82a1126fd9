package org.sensorium.sink.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sensorium.model.ReadingBatch;

class DistinctReadingsTest {
    record Reading(int sensor, short metric, long time, double value) {
        List<Number> key() {
            return List.of(sensor, time, metric);
        }
    }

    @Property(tries = 300)
    void theFirstReceivedOfEachKeyIsKeptInOrder(@ForAll("readings") List<Reading> received) {
        ReadingBatch batch = new ReadingBatch();
        Map<List<Number>, Reading> first = new LinkedHashMap<>();
        for (Reading r : received) {
            batch.add(r.sensor, r.metric, r.time, r.value, 0);
            first.putIfAbsent(r.key(), r);
        }

        DistinctReadings distinct = DistinctReadings.of(batch);

        List<Reading> expected = new ArrayList<>(first.values());
        expected.sort(
                Comparator.comparingInt(Reading::sensor)
                        .thenComparingLong(Reading::time)
                        .thenComparingInt(Reading::metric));
        assertThat(readingsOf(distinct.readings())).isEqualTo(expected);
        List<Reading> repeats = readingsOf(distinct.repeats());
        assertThat(repeats).hasSize(received.size() - first.size());
        for (int i = 0; i < repeats.size(); i++) {
            assertThat(repeats.get(i).key()).isEqualTo(expected.get(distinct.firstOf(i)).key());
        }
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.shorts().between((short) 1, (short) 2),
                        Arbitraries.longs().between(0, 5),
                        Arbitraries.doubles().between(0, 9))
                .as(Reading::new)
                .list()
                .ofMaxSize(60);
    }

    private static List<Reading> readingsOf(ReadingBatch batch) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            readings.add(
                    new Reading(
                            batch.sensorKey(i),
                            batch.metricKey(i),
                            batch.timeMicros(i),
                            batch.value(i)));
        }
        return readings;
    }
}
