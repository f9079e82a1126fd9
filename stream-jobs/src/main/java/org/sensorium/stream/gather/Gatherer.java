package org.sensorium.stream.gather;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.compare.SquareNews;
import org.sensorium.stream.detect.Arming;
import org.sensorium.stream.detect.Knowing;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.incident.IncidentEventForm;

/**
 * The operator around {@link Gathering}: for each grid one timer at each full minute of the log's
 * clock while anything is going on.
 *
 * <p>{@code sensorium_gather_events_total} counts steps of area events when given out.
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public final class Gatherer extends Knowing<String, SquareNews, SeriesFinding> {
    /** Steps of area events. */
    public static final OutputTag<IncidentEvent> EVENTS =
            new OutputTag<>("area-events", new IncidentEventForm().information());

    private static final long serialVersionUID = 1;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private transient Arming arming;
    private transient ValueState<Gathering> state;
    private transient Counter events;

    public Gatherer(Known.Opener opener) {
        super(opener);
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        super.open(context);
        arming = new Arming(known());
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("gathering", new GatheringForm()));
        events = counter("gather", "events");
    }

    @Override
    public void processElement(SquareNews news, Context context, Collector<SeriesFinding> out)
            throws Exception {
        Gathering gathering = state.value();
        if (gathering == null) {
            gathering = new Gathering();
        }
        long before = gathering.dueTick();
        gathering.take(news, context.timerService().currentWatermark(), given(context, out));
        if (gathering.isEmpty()) {
            state.clear();
            return;
        }
        if (gathering.dueTick() < before) {
            context.timerService().registerEventTimeTimer(gathering.dueTick() * MILLIS_PER_MINUTE);
        }
        state.update(gathering);
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<SeriesFinding> out)
            throws Exception {
        Gathering gathering = state.value();
        long tick = millis / MILLIS_PER_MINUTE;
        if (gathering == null || gathering.dueTick() != tick) {
            return;
        }
        gathering.tick(tick, arming, given(context, out));
        if (gathering.isEmpty()) {
            state.clear();
            return;
        }
        if (gathering.dueTick() != Gathering.NONE) {
            context.timerService().registerEventTimeTimer(gathering.dueTick() * MILLIS_PER_MINUTE);
        }
        state.update(gathering);
    }

    private Given given(Context context, Collector<SeriesFinding> out) {
        return new Given(
                out::collect,
                event -> {
                    events.inc();
                    context.output(EVENTS, event);
                });
    }
}
