package org.sensorium.stream.gather;

import java.util.List;
import java.util.function.ObjLongConsumer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.compare.Comparing;
import org.sensorium.stream.compare.SquareNews;
import org.sensorium.stream.compare.SquareNewsForm;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.Neighbourly;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;
import org.sensorium.stream.detect.Square;

/** Both operators, one behind the other. */
final class Operators {
    private final Known.Opener opener;
    private final ObjLongConsumer<String> given;
    private KeyedOneInputStreamOperatorTestHarness<String, Neighbourly, SquareNews> comparing;
    private KeyedOneInputStreamOperatorTestHarness<String, SquareNews, SeriesFinding> gathering;

    /**
     * @param given takes findings and events in words, with their place on the log's clock in
     *     milliseconds
     */
    Operators(Known.Opener opener, ObjLongConsumer<String> given) throws Exception {
        this.opener = opener;
        this.given = given;
        comparing = comparing();
        gathering = gathering();
        comparing.open();
        gathering.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Neighbourly, SquareNews> comparing()
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new Comparing(opener)),
                        Neighbourly::square,
                        Types.STRING);
        harness.setup(new SquareNewsForm());
        return harness;
    }

    private KeyedOneInputStreamOperatorTestHarness<String, SquareNews, SeriesFinding> gathering()
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new Gatherer(opener)),
                        news -> Square.of(news.square()).grid(),
                        Types.STRING);
        harness.setup(new SeriesFindingForm());
        return harness;
    }

    void hear(List<Neighbourly> news) throws Exception {
        for (Neighbourly each : news) {
            comparing.processElement(each, each.clockMillis());
            handOver();
        }
    }

    void watermark(long clockMicros) throws Exception {
        watermarkOfComparing(clockMicros);
        watermarkOfGathering(clockMicros);
    }

    /** The second operator hears of it later. */
    void watermarkOfComparing(long clockMicros) throws Exception {
        comparing.processWatermark(millis(clockMicros));
        handOver();
    }

    void watermarkOfGathering(long clockMicros) throws Exception {
        gathering.processWatermark(millis(clockMicros));
        collect();
    }

    private static long millis(long clockMicros) {
        return Math.floorDiv(clockMicros, 1000) - 1;
    }

    private void handOver() throws Exception {
        for (StreamRecord<? extends SquareNews> each : comparing.extractOutputStreamRecords()) {
            gathering.processElement(each.getValue(), each.getTimestamp());
        }
        comparing.getOutput().clear();
        collect();
    }

    private void collect() {
        for (StreamRecord<? extends SeriesFinding> each : gathering.extractOutputStreamRecords()) {
            given.accept(each.getValue().toString(), each.getTimestamp());
        }
        gathering.getOutput().clear();
        var events = gathering.getSideOutput(Gatherer.EVENTS);
        if (events != null) {
            for (StreamRecord<IncidentEvent> each : events) {
                given.accept(each.getValue().toString(), each.getTimestamp());
            }
            events.clear();
        }
    }

    void restart() throws Exception {
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

    void close() throws Exception {
        comparing.close();
        gathering.close();
    }
}
