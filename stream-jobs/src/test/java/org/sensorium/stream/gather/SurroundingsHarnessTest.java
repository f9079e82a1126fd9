package org.sensorium.stream.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.ReadingBatch;
import org.sensorium.stream.detect.LogWatch;
import org.sensorium.stream.detect.Neighbourly;
import org.sensorium.stream.log.Slice;

/** The two operators against what they have to find: {@link Surroundings}, in one thread. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurroundingsHarnessTest {
    private static final int GAUGES = 60;

    private final RainTown town = new RainTown(GAUGES, 9);
    private final List<List<Neighbourly>> told = new ArrayList<>();
    private final List<Long> clocks = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    @BeforeAll
    void tell() {
        Surroundings surroundings =
                new Surroundings(
                        town.open(),
                        found -> expected.add(found.toString()),
                        event -> expected.add(event.toString()));
        List<Neighbourly> now = new ArrayList<>();
        LogWatch watch = new LogWatch(town.open(), found -> {}, now::add);
        for (Slice slice : town.story()) {
            ReadingBatch batch = slice.readings();
            watch.entry(slice.clockMicros());
            for (int i = 0; i < batch.size(); i++) {
                watch.reading(
                        batch.sensorKey(i),
                        batch.metricKey(i),
                        batch.timeMicros(i),
                        batch.value(i),
                        batch.receivedMicros(i));
            }
            surroundings.clock(slice.clockMicros());
            now.forEach(surroundings::take);
            told.add(new ArrayList<>(now));
            clocks.add(slice.clockMicros());
            now.clear();
        }
        surroundings.clock(clocks.get(clocks.size() - 1));
        assertThat(expected).anyMatch(each -> each.contains(DetectorKind.SENSOR_FAULT.name()));
        assertThat(expected).anyMatch(each -> each.contains("kind=CLEARED"));
    }

    /**
     * @param behind by how many entries the watermark is behind the news
     * @param restartEvery so many minutes
     */
    private List<String> given(Random order, int behind, int restartEvery) throws Exception {
        List<String> given = new ArrayList<>();
        Operators operators = new Operators(town, (words, atMillis) -> given.add(words));
        Deque<Long> ahead = new ArrayDeque<>();
        for (int minute = 0; minute < told.size(); minute++) {
            List<Neighbourly> news = new ArrayList<>(told.get(minute));
            Collections.shuffle(news, order);
            operators.hear(news);
            ahead.add(clocks.get(minute));
            while (ahead.size() > behind) {
                operators.watermark(ahead.remove());
            }
            if (minute % restartEvery == restartEvery - 1) {
                operators.restart();
            }
        }
        while (!ahead.isEmpty()) {
            operators.watermark(ahead.remove());
        }
        operators.close();
        return given;
    }

    @Test
    void theyFindTheSameWhateverTheOrderInWhichSensorsAreHeard() throws Exception {
        assertThat(given(new Random(1), 0, told.size()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void newsThatAreAheadOfTheClockChangeNothing() throws Exception {
        assertThat(given(new Random(2), 90, told.size()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void cutAtAnyPointTheyGoOnWhereTheyWere() throws Exception {
        assertThat(given(new Random(3), 2, 37)).containsExactlyInAnyOrderElementsOf(expected);
    }
}
