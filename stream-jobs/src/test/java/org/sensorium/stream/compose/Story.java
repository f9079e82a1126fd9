package org.sensorium.stream.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;
import org.sensorium.stream.log.Reading;

/** Both keyed stages, one behind the other, told readings and the log's clock. */
final class Story implements AutoCloseable {
    private final Valley valley;
    private final List<SeriesFinding> found = new ArrayList<>();
    private Stage<Integer, Reading, StepChange> step;
    private Stage<String, StepChange, SeriesFinding> compose;
    private long wallClock;

    Story(Valley valley) throws Exception {
        this.valley = valley;
        step = steps(null);
        compose = composes(null);
    }

    private Stage<Integer, Reading, StepChange> steps(OperatorSubtaskState from) throws Exception {
        return new Stage<>(
                () -> new Stepping(valley),
                Reading::sensorKey,
                Types.INT,
                new StepChangeForm(),
                from,
                wallClock);
    }

    private Stage<String, StepChange, SeriesFinding> composes(OperatorSubtaskState from)
            throws Exception {
        return new Stage<>(
                () -> new Composing(valley),
                StepChange::key,
                Types.STRING,
                new SeriesFindingForm(),
                from,
                wallClock);
    }

    /** A reading that came with the log's entry of that clock. */
    void reading(Reading reading, long clockMillis) throws Exception {
        step.harness.processElement(reading, clockMillis);
        passOn(clockMillis);
    }

    void clock(long millis) throws Exception {
        step.harness.processWatermark(millis - 1);
        passOn(millis);
        compose.harness.processWatermark(millis - 1);
        collect();
    }

    void wallClock(long millis) throws Exception {
        wallClock = millis;
        compose.harness.setProcessingTime(millis);
        collect();
    }

    private void passOn(long clockMillis) throws Exception {
        for (StepChange change : step.harness.extractOutputValues()) {
            compose.harness.processElement(change, clockMillis);
        }
        step.harness.getOutput().clear();
        collect();
    }

    private void collect() {
        found.addAll(compose.harness.extractOutputValues());
        compose.harness.getOutput().clear();
    }

    /** Writes down what both have, and goes on in fresh ones. */
    void restart() throws Exception {
        OperatorSubtaskState steps = step.harness.snapshot(1, 1);
        OperatorSubtaskState places = compose.harness.snapshot(1, 1);
        close();
        step = steps(steps);
        compose = composes(places);
    }

    List<SeriesFinding> found() {
        return found;
    }

    /** Entries of state and timers of the patterns, and entries of the steps. */
    int left() {
        return places() + step.harness.numKeyedStateEntries();
    }

    /** Entries of state and timers of the patterns. */
    int places() {
        return compose.harness.numKeyedStateEntries() + compose.harness.numEventTimeTimers();
    }

    @Override
    public void close() {
        try {
            step.harness.close();
            compose.harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing an operator", e);
        }
    }

    private static final class Stage<K, I, O> {
        private final KeyedOneInputStreamOperatorTestHarness<K, I, O> harness;

        private Stage(
                Supplier<KeyedProcessFunction<K, I, O>> function,
                KeySelector<I, K> key,
                TypeInformation<K> keys,
                TypeSerializer<O> output,
                OperatorSubtaskState from,
                long wallClock)
                throws Exception {
            harness =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(function.get()), key, keys);
            harness.setup(output);
            harness.setProcessingTime(wallClock);
            if (from != null) {
                harness.initializeState(from);
            }
            harness.open();
        }
    }
}
