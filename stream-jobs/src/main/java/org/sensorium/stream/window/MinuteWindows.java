package org.sensorium.stream.window;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.sensorium.stream.log.Reading;

/**
 * The operator around {@link SensorMinutes}. A minute is given out once its series' event time is
 * past it, and at the latest some seconds after its first reading that the store does not know, on
 * the receipt clock (Flink's watermark here): so a live minute is seen while it grows, and a replay
 * of years at full speed writes each minute once or twice. The more sensors are live, the later:
 * growing minutes of a great city would otherwise cost the store more than its readings.
 *
 * <p>{@code sensorium_window_recomputed_total} counts minutes left to the store, when given out.
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public final class MinuteWindows extends KeyedProcessFunction<Integer, Reading, RollUpChange> {
    private static final long serialVersionUID = 1;
    private static final long MICROS_PER_MILLI = 1000;

    /** So many growing minutes a second are written by one of the stage's subtasks. */
    private static final double LIVE_PER_MILLI = 2;

    /** A minute that lasts is over by then, and written once more anyway. */
    private static final long LATEST_MILLIS = Duration.ofMinutes(1).toMillis();

    private final long latenessMillis;
    private final long delayMillis;
    private transient ValueState<SensorMinutes> state;
    private transient Counter given;
    private transient Counter recomputed;

    /** Timers set here that have not rung: no state, about right soon after a restart. */
    private transient long live;

    /**
     * @param lateness how long after its end a minute is kept for late readings, in the series'
     *     event time and, once a sensor is silent, on the receipt clock
     * @param delay the longest time on the receipt clock until a reading is in a roll-up, as long
     *     as few enough sensors are live; up to a minute with very many
     */
    public MinuteWindows(Duration lateness, Duration delay) {
        latenessMillis = lateness.toMillis();
        delayMillis = delay.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("minutes", new SensorMinutesForm()));
        var metrics = getRuntimeContext().getMetricGroup().addGroup("sensorium").addGroup("window");
        given = metrics.counter("given");
        recomputed = metrics.counter("recomputed");
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<RollUpChange> out)
            throws Exception {
        SensorMinutes sensor = state.value();
        if (sensor == null) {
            sensor = new SensorMinutes(reading.sensorKey());
        }
        sensor.add(
                reading.metricKey(),
                reading.timeMicros(),
                reading.value(),
                latenessMillis * MICROS_PER_MILLI,
                change -> give(change, out));
        long clockMillis = context.timestamp();
        sensor.touched(clockMillis);
        ringBy(clockMillis + delay(), sensor, context.timerService());
        state.update(sensor);
    }

    private long delay() {
        return Math.max(delayMillis, (long) Math.min(LATEST_MILLIS, live / LIVE_PER_MILLI));
    }

    /** Makes sure that the sensor's timer rings by then. Most readings find it set already. */
    private void ringBy(long millis, SensorMinutes sensor, TimerService timers) {
        if (sensor.timerMillis() > millis) {
            if (sensor.timerMillis() == SensorMinutes.NO_TIMER) {
                live++;
            } else {
                timers.deleteEventTimeTimer(sensor.timerMillis());
            }
            timers.registerEventTimeTimer(millis);
            sensor.timerMillis(millis);
        }
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<RollUpChange> out)
            throws Exception {
        SensorMinutes sensor = state.value();
        if (sensor == null || sensor.timerMillis() != millis) {
            return;
        }
        sensor.timerMillis(SensorMinutes.NO_TIMER);
        live = Math.max(0, live - 1);
        long letGoMillis = sensor.touchedMillis() + latenessMillis;
        if (millis >= letGoMillis) {
            sensor.letGoAll(change -> give(change, out));
        } else {
            long delay = delay();
            long nowMicros = millis * MICROS_PER_MILLI;
            long left =
                    sensor.giveUnwritten(
                            nowMicros - delay * MICROS_PER_MILLI,
                            nowMicros,
                            change -> give(change, out));
            if (left != Long.MAX_VALUE) {
                ringBy(left / MICROS_PER_MILLI + delay, sensor, context.timerService());
            }
            if (!sensor.isAtRest()) {
                ringBy(letGoMillis, sensor, context.timerService());
            }
        }
        state.update(sensor);
    }

    private void give(RollUpChange change, Collector<RollUpChange> out) {
        given.inc();
        if (change instanceof RollUpChange.Stale) {
            recomputed.inc();
        }
        out.collect(change);
    }
}
