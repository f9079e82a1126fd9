package org.sensorium.stream.detect;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.stream.log.Reading;

/**
 * The operator around {@link Watch}. Each sensor has one timer on the receipt clock (Flink's
 * watermark here), for silence, or to see after an hour whether it was taken down; and, while
 * something is open, one a second on the wall clock, to follow the rules.
 *
 * <p>{@code sensorium_detect_findings_total} counts findings when given out.
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public final class Detecting extends Knowing<Integer, Reading, SeriesFinding> {
    /** Findings of silence: the main output has all others. */
    public static final OutputTag<SeriesFinding> SILENCES =
            new OutputTag<>("silences", new SeriesFindingForm().information());

    /** What is to be compared with other sensors. */
    public static final OutputTag<Neighbourly> NEIGHBOURS =
            new OutputTag<>("neighbours", new NeighbourlyForm().information());

    private static final long serialVersionUID = 1;
    private static final long MICROS_PER_MILLI = 1000;
    private static final long FOLLOW_EVERY_MILLIS = 1000;
    private static final long LOOK_AFTER_MILLIS = Duration.ofHours(1).toMillis();

    private transient Watch watch;
    private transient ValueState<SensorMemory> state;
    private transient Counter findings;
    private transient @Nullable Collector<SeriesFinding> collector;
    private transient @Nullable Context context;

    public Detecting(Known.Opener opener) {
        super(opener);
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        super.open(context);
        watch = new Watch(new Arming(known()), this::give, this::tell);
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("memory", new SensorMemoryForm()));
        findings = counter("detect", "findings");
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<SeriesFinding> out)
            throws Exception {
        begin(context, out, context.timestamp());
        SensorMemory sensor = state.value();
        if (sensor == null) {
            sensor = new SensorMemory(reading.sensorKey());
        }
        boolean wasOpen = sensor.isOpen();
        watch.reading(
                sensor,
                reading.metricKey(),
                reading.timeMicros(),
                reading.value(),
                reading.receivedMicros());
        long deadlineMicros = watch.deadlineMicros(sensor, reading.metricKey());
        ringBy(deadlineMicros, context.timestamp(), sensor, context.timerService());
        if (!wasOpen && sensor.isOpen()) {
            followSoon(context.timerService());
        }
        state.update(sensor);
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<SeriesFinding> out)
            throws Exception {
        begin(context, out, clockMillis(context.timerService()));
        SensorMemory sensor = state.value();
        if (sensor == null) {
            return;
        }
        long nowMicros = context.timerService().currentProcessingTime() * MICROS_PER_MILLI;
        if (watch.isRetired(sensor.sensorKey())) {
            retire(sensor, nowMicros, context.timerService());
            return;
        }
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            watch.follow(sensor, nowMicros);
        } else if (sensor.timerMillis() == millis) {
            sensor.timerMillis(SensorMemory.NO_TIMER);
            watch.elapse(sensor, millis * MICROS_PER_MILLI);
            ringBy(watch.deadlineMicros(sensor), millis, sensor, context.timerService());
        }
        if (sensor.isOpen()) {
            followSoon(context.timerService());
        }
        state.update(sensor);
    }

    private void retire(SensorMemory sensor, long nowMicros, TimerService timers) {
        var taken = known().sensor(sensor.sensorKey());
        if (taken != null) {
            watch.retire(sensor, taken.id(), nowMicros);
        }
        if (sensor.timerMillis() != SensorMemory.NO_TIMER) {
            timers.deleteEventTimeTimer(sensor.timerMillis());
        }
        state.clear();
    }

    /**
     * Makes sure that the sensor's timer rings by the deadline. A deadline that has moved on leaves
     * the timer where it is: when it rings it finds the new one.
     */
    private static void ringBy(
            long deadlineMicros, long clockMillis, SensorMemory sensor, TimerService timers) {
        long millis = clockMillis + LOOK_AFTER_MILLIS;
        if (deadlineMicros != Long.MAX_VALUE) {
            millis = Math.min(millis, Math.floorDiv(deadlineMicros, MICROS_PER_MILLI) + 1);
        }
        if (sensor.timerMillis() > millis) {
            if (sensor.timerMillis() != SensorMemory.NO_TIMER) {
                timers.deleteEventTimeTimer(sensor.timerMillis());
            }
            timers.registerEventTimeTimer(millis);
            sensor.timerMillis(millis);
        }
    }

    /** At the next full second: setting the same timer again changes nothing. */
    private static void followSoon(TimerService timers) {
        long now = timers.currentProcessingTime();
        timers.registerProcessingTimeTimer((now / FOLLOW_EVERY_MILLIS + 1) * FOLLOW_EVERY_MILLIS);
    }

    /** Before the first entry of the log there is no clock but the wall's. */
    private static long clockMillis(TimerService timers) {
        long clock = timers.currentWatermark();
        return clock == Long.MIN_VALUE ? timers.currentProcessingTime() : clock;
    }

    private void begin(Context now, Collector<SeriesFinding> out, long clockMillis) {
        context = now;
        collector = out;
        watch.clock(clockMillis);
    }

    private void tell(Neighbourly told) {
        if (context != null) {
            context.output(NEIGHBOURS, told);
        }
    }

    private void give(SeriesFinding finding) {
        findings.inc();
        if (context != null && finding.finding().detector() == DetectorKind.SILENCE) {
            context.output(SILENCES, finding);
        } else if (collector != null) {
            collector.collect(finding);
        }
    }
}
