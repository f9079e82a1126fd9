package org.sensorium.stream.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.ReadingBatch;
import org.sensorium.stream.compare.Comparing;
import org.sensorium.stream.compare.SquareNews;
import org.sensorium.stream.compare.SquareNewsForm;
import org.sensorium.stream.detect.LogWatch;
import org.sensorium.stream.detect.Neighbourly;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;
import org.sensorium.stream.detect.Square;
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
            now.forEach(surroundings::take);
            surroundings.clock(slice.clockMicros());
            told.add(new ArrayList<>(now));
            clocks.add(slice.clockMicros());
            now.clear();
        }
        assertThat(expected).anyMatch(each -> each.contains(DetectorKind.SENSOR_FAULT.name()));
        assertThat(expected).anyMatch(each -> each.contains("kind=CLEARED"));
    }

    /** Both operators, one behind the other. */
    private final class Operators {
        private final List<String> given = new ArrayList<>();
        private KeyedOneInputStreamOperatorTestHarness<String, Neighbourly, SquareNews> comparing =
                comparing();
        private KeyedOneInputStreamOperatorTestHarness<String, SquareNews, SeriesFinding>
                gathering = gathering();

        private Operators() throws Exception {
            comparing.open();
            gathering.open();
        }

        private KeyedOneInputStreamOperatorTestHarness<String, Neighbourly, SquareNews> comparing()
                throws Exception {
            var harness =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new Comparing(town)),
                            Neighbourly::square,
                            Types.STRING);
            harness.setup(new SquareNewsForm());
            return harness;
        }

        private KeyedOneInputStreamOperatorTestHarness<String, SquareNews, SeriesFinding>
                gathering() throws Exception {
            var harness =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new Gatherer(town)),
                            news -> Square.of(news.square()).grid(),
                            Types.STRING);
            harness.setup(new SeriesFindingForm());
            return harness;
        }

        private void hear(List<Neighbourly> news) throws Exception {
            for (Neighbourly each : news) {
                comparing.processElement(each, each.clockMillis());
            }
        }

        private void watermark(long clockMicros) throws Exception {
            long millis = Math.floorDiv(clockMicros, 1000) - 1;
            comparing.processWatermark(millis);
            for (SquareNews each : comparing.extractOutputValues()) {
                gathering.processElement(each, millis);
            }
            comparing.getOutput().clear();
            gathering.processWatermark(millis);
            gathering.extractOutputValues().forEach(each -> given.add(each.toString()));
            gathering.getOutput().clear();
            var events = gathering.getSideOutput(Gatherer.EVENTS);
            if (events != null) {
                for (var each : events) {
                    IncidentEvent event = each.getValue();
                    given.add(event.toString());
                }
                events.clear();
            }
        }

        private void restart() throws Exception {
            var compared = comparing.snapshot(1, 1);
            var gathered = gathering.snapshot(1, 1);
            comparing.close();
            gathering.close();
            comparing = comparing();
            gathering = gathering();
            comparing.initializeState(compared);
            gathering.initializeState(gathered);
            comparing.open();
            gathering.open();
        }

        private void close() throws Exception {
            comparing.close();
            gathering.close();
        }
    }

    /**
     * @param behind by how many entries the watermark is behind the news
     * @param restartEvery so many minutes
     */
    private List<String> given(Random order, int behind, int restartEvery) throws Exception {
        Operators operators = new Operators();
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
        return operators.given;
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
