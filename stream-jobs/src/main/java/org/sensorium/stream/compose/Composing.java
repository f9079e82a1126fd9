package org.sensorium.stream.compose;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.sensorium.stream.detect.Knowing;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.SeriesFinding;

/**
 * The operator around {@link Patterns}, keyed by rule and place. Each has one timer on the receipt
 * clock (Flink's watermark here); and, while a match is open, one a second on the wall clock, to
 * follow the rules.
 *
 * <p>{@code sensorium_compose_findings_total} counts findings when given out.
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public final class Composing extends Knowing<String, StepChange, SeriesFinding> {
    private static final long serialVersionUID = 1;
    private static final long MICROS_PER_MILLI = 1000;
    private static final long FOLLOW_EVERY_MILLIS = 1000;

    private transient Patterns patterns;
    private transient ValueState<PlaceMemory> state;
    private transient Counter findings;
    private transient @Nullable Collector<SeriesFinding> collector;

    public Composing(Known.Opener opener) {
        super(opener);
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        super.open(context);
        patterns = new Patterns(new Composites(known()), this::give);
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("place", new PlaceMemoryForm()));
        findings = counter("compose", "findings");
    }

    @Override
    public void processElement(StepChange change, Context context, Collector<SeriesFinding> out)
            throws Exception {
        collector = out;
        PlaceMemory place = state.value();
        if (place == null) {
            place = new PlaceMemory(change.ruleId(), change.place());
        }
        patterns.change(place, change);
        keep(place, context.timerService());
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<SeriesFinding> out)
            throws Exception {
        collector = out;
        PlaceMemory place = state.value();
        if (place == null) {
            return;
        }
        TimerService timers = context.timerService();
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            patterns.follow(place, timers.currentProcessingTime() * MICROS_PER_MILLI);
        } else if (place.timerMillis == millis) {
            place.timerMillis = PlaceMemory.NO_TIMER;
            patterns.elapse(place, millis);
        }
        keep(place, timers);
    }

    private void keep(PlaceMemory place, TimerService timers) throws Exception {
        if (place.isIdle()) {
            if (place.timerMillis != PlaceMemory.NO_TIMER) {
                timers.deleteEventTimeTimer(place.timerMillis);
            }
            state.clear();
            return;
        }
        long deadline = patterns.deadlineMillis(place);
        if (place.timerMillis > deadline) {
            if (place.timerMillis != PlaceMemory.NO_TIMER) {
                timers.deleteEventTimeTimer(place.timerMillis);
            }
            timers.registerEventTimeTimer(deadline);
            place.timerMillis = deadline;
        }
        if (place.open != null) {
            // At the next full second: setting the same timer again changes nothing.
            long now = timers.currentProcessingTime();
            timers.registerProcessingTimeTimer(
                    (now / FOLLOW_EVERY_MILLIS + 1) * FOLLOW_EVERY_MILLIS);
        }
        state.update(place);
    }

    private void give(SeriesFinding finding) {
        findings.inc();
        if (collector != null) {
            collector.collect(finding);
        }
    }
}
