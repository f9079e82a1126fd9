package org.sensorium.stream.alert;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.sensorium.model.AlertEvent;
import org.sensorium.stream.detect.SeriesFinding;

/**
 * The operator around {@link OpenAlerts}.
 *
 * <p>{@code sensorium_alert_events_total} counts alert events when given out.
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public final class Alerting extends KeyedProcessFunction<Integer, SeriesFinding, AlertEvent> {
    private static final long serialVersionUID = 1;

    private transient ValueState<OpenAlerts> state;
    private transient Counter events;

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
        open.take(
                found,
                event -> {
                    events.inc();
                    out.collect(event);
                });
        if (open.isEmpty()) {
            state.clear();
        } else {
            state.update(open);
        }
    }
}
