package org.sensorium.stream.compose;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.sensorium.stream.detect.Knowing;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.log.Reading;

/**
 * The operator around {@link Steps}. Each sensor that it knows has one timer on the receipt clock,
 * once an hour, to see whether any rule still asks for it.
 *
 * <p>{@code sensorium_step_late_total} counts changes of a step's condition that came too late to
 * be put in order.
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public final class Stepping extends Knowing<Integer, Reading, StepChange> {
    private static final long serialVersionUID = 1;
    private static final long LOOK_EVERY_MILLIS = Duration.ofHours(1).toMillis();

    private transient Steps steps;
    private transient ValueState<SensorSteps> state;
    private transient Counter late;
    private transient @Nullable Collector<StepChange> collector;

    public Stepping(Known.Opener opener) {
        super(opener);
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        super.open(context);
        steps = new Steps(new Composites(known()), this::give, this::countLate);
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("steps", new SensorStepsForm()));
        late = counter("step", "late");
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<StepChange> out)
            throws Exception {
        collector = out;
        SensorSteps sensor = state.value();
        if (sensor == null) {
            sensor = new SensorSteps(reading.sensorKey());
            context.timerService().registerEventTimeTimer(context.timestamp() + LOOK_EVERY_MILLIS);
        }
        steps.reading(sensor, reading, context.timestamp());
        state.update(sensor);
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<StepChange> out)
            throws Exception {
        SensorSteps sensor = state.value();
        if (sensor != null && steps.keep(sensor)) {
            state.update(sensor);
            context.timerService().registerEventTimeTimer(millis + LOOK_EVERY_MILLIS);
        } else {
            state.clear();
        }
    }

    private void countLate() {
        late.inc();
    }

    private void give(StepChange change) {
        if (collector != null) {
            collector.collect(change);
        }
    }
}
