package org.sensorium.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * A keyed operator under test, keyed by sensor, that can be cut at any point of a story: what it
 * has is written down, and it goes on in one fresh operator or in two.
 */
public final class Cut<I, O> implements AutoCloseable {
    private static final int KEY_GROUPS = 16;

    private final Supplier<KeyedProcessFunction<Integer, I, O>> function;
    private final KeySelector<I, Integer> key;
    private final TypeSerializer<O> output;
    private final List<O> given = new ArrayList<>();
    private List<KeyedOneInputStreamOperatorTestHarness<Integer, I, O>> operators;
    private @Nullable OutputTag<O> side;
    private long wallClock;

    public Cut(
            Supplier<KeyedProcessFunction<Integer, I, O>> function,
            KeySelector<I, Integer> key,
            TypeSerializer<O> output)
            throws Exception {
        this.function = function;
        this.key = key;
        this.output = output;
        operators = List.of(fresh(1, 0));
        operators.get(0).open();
    }

    private KeyedOneInputStreamOperatorTestHarness<Integer, I, O> fresh(int of, int index)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<Integer, I, O> operator =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function.get()),
                        key,
                        Types.INT,
                        KEY_GROUPS,
                        of,
                        index);
        operator.setup(output);
        return operator;
    }

    /** What is given at that side counts as given, too. */
    public Cut<I, O> with(OutputTag<O> output) {
        side = output;
        return this;
    }

    /** Goes on in so many fresh operators. */
    public void restart(int parallelism) throws Exception {
        collect();
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (var operator : operators) {
            states.add(operator.snapshot(1, 1));
        }
        OperatorSubtaskState whole =
                AbstractStreamOperatorTestHarness.repackageState(
                        states.toArray(new OperatorSubtaskState[0]));
        int before = operators.size();
        close();
        List<KeyedOneInputStreamOperatorTestHarness<Integer, I, O>> next = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            var operator = fresh(parallelism, i);
            operator.setProcessingTime(wallClock);
            operator.initializeState(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            whole, KEY_GROUPS, before, parallelism, i));
            operator.open();
            next.add(operator);
        }
        operators = next;
    }

    public void element(I element, long timestamp) throws Exception {
        int group =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        key.getKey(element), KEY_GROUPS, operators.size());
        operators.get(group).processElement(element, timestamp);
        collect();
    }

    public void watermark(long millis) throws Exception {
        for (var operator : operators) {
            operator.processWatermark(millis);
        }
        collect();
    }

    public void wallClock(long millis) throws Exception {
        wallClock = millis;
        for (var operator : operators) {
            operator.setProcessingTime(millis);
        }
        collect();
    }

    private void collect() {
        for (var operator : operators) {
            given.addAll(operator.extractOutputValues());
            operator.getOutput().clear();
            var atSide = side == null ? null : operator.getSideOutput(side);
            if (atSide != null) {
                atSide.forEach(each -> given.add(each.getValue()));
                atSide.clear();
            }
        }
    }

    /** Everything given out so far, by all operators. */
    public List<O> given() {
        return given;
    }

    public int stateEntries() {
        return operators.stream().mapToInt(o -> o.numKeyedStateEntries()).sum();
    }

    public int timers() {
        return operators.stream()
                .mapToInt(o -> o.numEventTimeTimers() + o.numProcessingTimeTimers())
                .sum();
    }

    @Override
    public void close() {
        for (var operator : operators) {
            try {
                operator.close();
            } catch (Exception e) {
                throw new IllegalStateException("closing an operator", e);
            }
        }
    }
}
