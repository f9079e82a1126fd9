package org.sensorium.stream.alert;

import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEvent;
import org.sensorium.stream.detect.SeriesFinding;

/**
 * The operator around {@link OpenAlerts}, with timers on the log's clock (Flink's watermark).
 *
 * <p>{@code sensorium_alert_events_total} counts alert events when given out.
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public final class Alerting extends KeyedProcessFunction<Integer, SeriesFinding, AlertEvent> {
    private static final long serialVersionUID = 1;

    private static final long MICROS_PER_MILLI = 1000;

    private final Flapping flapping;
    private transient ValueState<OpenAlerts> state;
    private transient Counter events;

    public Alerting(Flapping flapping) {
        this.flapping = flapping;
    }

    @Override
    public void open(OpenContext context) {
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("open", new OpenAlertsForm()));
        events =
                getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("sensorium")
                        .addGroup("alert")
                        .counter("events");
    }

    @Override
    public void processElement(SeriesFinding found, Context context, Collector<AlertEvent> out)
            throws Exception {
        OpenAlerts open = state.value();
        if (open == null) {
            open = new OpenAlerts();
        }
        // An entry's readings carry its clock; the watermark that follows them is just before it.
        @Nullable Long timestamp = context.timestamp();
        long placeMicros = timestamp == null ? Long.MIN_VALUE : (timestamp - 1) * MICROS_PER_MILLI;
        open.take(found, placeMicros, flapping, event -> give(event, out));
        keep(open, context.timerService());
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<AlertEvent> out)
            throws Exception {
        OpenAlerts open = state.value();
        if (open != null) {
            open.clock(millis * MICROS_PER_MILLI, event -> give(event, out));
            keep(open, context.timerService());
        }
    }

    private void keep(OpenAlerts open, TimerService timers) throws IOException {
        if (open.isEmpty()) {
            state.clear();
            return;
        }
        state.update(open);
        long next = open.nextMicros();
        if (next != Long.MAX_VALUE) {
            // One that was set for an earlier instant rings in vain.
            timers.registerEventTimeTimer(Math.floorDiv(next - 1, MICROS_PER_MILLI) + 1);
        }
    }

    private void give(AlertEvent event, Collector<AlertEvent> out) {
        events.inc();
        out.collect(event);
    }
}
