package org.sensorium.stream.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;
import org.sensorium.stream.detect.Town;
import org.sensorium.stream.detector.Turn;

@SuppressWarnings("try") // nobody interrupts the close
class FoldingHarnessTest {
    private static final long NOON_MILLIS = Story.NOON / 1000;

    private final Town town = new Town();
    private final List<String> told = new ArrayList<>();

    private OneInputStreamOperatorTestHarness<SeriesFinding, SeriesFinding> folding()
            throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(new Folding(town));
        harness.setup(new SeriesFindingForm());
        return harness;
    }

    private static void send(
            OneInputStreamOperatorTestHarness<SeriesFinding, SeriesFinding> to, SeriesFinding found)
            throws Exception {
        to.processElement(new StreamRecord<>(found, found.finding().atMicros() / 1000));
    }

    private void clock(
            OneInputStreamOperatorTestHarness<SeriesFinding, SeriesFinding> at, long second)
            throws Exception {
        at.processWatermark(NOON_MILLIS + second * 1000);
        at.extractOutputValues()
                .forEach(each -> told.add(each.sensorKey() + " " + each.finding().turn()));
        var incidents = at.getSideOutput(Folding.INCIDENTS);
        if (incidents != null) {
            for (StreamRecord<IncidentEvent> each : incidents) {
                told.add(each.getValue().kind().code() + " " + each.getValue().members().size());
            }
            incidents.clear();
        }
        at.getOutput().clear();
    }

    @Test
    void itGoesOnWhereItWasCutWithWhoIsHeldAndWhatIsOpen() throws Exception {
        for (int key = 1; key <= 8; key++) {
            town.sensor(key, false, "gw", null, "north");
        }
        OperatorSubtaskState held;
        try (var one = folding()) {
            one.open();
            for (int key = 1; key <= 6; key++) {
                send(one, Story.found(key, Turn.BEGAN, 0, 30, false));
            }
            clock(one, 31);
            held = one.snapshot(1, 1);
        }
        assertThat(told).isEmpty();
        OperatorSubtaskState open;
        try (var two = folding()) {
            two.initializeState(held);
            two.open();
            clock(two, 40);
            assertThat(told).containsExactly("raised 6");
            for (int key = 1; key <= 5; key++) {
                send(two, Story.found(key, Turn.ENDED, 0, 45, true));
            }
            open = two.snapshot(2, 2);
        }
        try (var three = folding()) {
            three.initializeState(open);
            three.open();
            clock(three, 60);
            assertThat(told).containsExactly("raised 6", "6 BEGAN", "cleared 6");
            send(three, Story.found(6, Turn.ENDED, 0, 65, true));
            clock(three, 66);
            assertThat(told).last().isEqualTo("6 ENDED");
            assertThat(three.snapshot(3, 3).getManagedOperatorState().stream().count())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void theClockGoesOnBehindWhatItCausedAndTheEndOfInputClearsNothing() throws Exception {
        for (int key = 1; key <= 5; key++) {
            town.sensor(key, false, "gw", null, "north");
        }
        try (var folding = folding()) {
            folding.open();
            send(folding, Story.found(1, Turn.BEGAN, 0, 30, false));
            folding.processWatermark(NOON_MILLIS + 36_000);
            assertThat(folding.getOutput()).hasSize(2).last().isInstanceOf(Watermark.class);
            for (int key = 2; key <= 5; key++) {
                send(folding, Story.found(key, Turn.BEGAN, 30, 60, false));
            }
            folding.processWatermark(Long.MAX_VALUE);
            assertThat(folding.getSideOutput(Folding.INCIDENTS)).isNull();
        }
    }
}
