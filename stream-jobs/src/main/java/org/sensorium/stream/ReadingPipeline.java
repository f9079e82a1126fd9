package org.sensorium.stream;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.alert.AlertEventForm;
import org.sensorium.stream.alert.Alerting;
import org.sensorium.stream.compare.Comparing;
import org.sensorium.stream.compare.SquareNews;
import org.sensorium.stream.compare.SquareNewsForm;
import org.sensorium.stream.compose.Composing;
import org.sensorium.stream.compose.Picking;
import org.sensorium.stream.compose.StepChange;
import org.sensorium.stream.compose.StepChangeForm;
import org.sensorium.stream.compose.Stepping;
import org.sensorium.stream.detect.Detecting;
import org.sensorium.stream.detect.Neighbourly;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;
import org.sensorium.stream.detect.Square;
import org.sensorium.stream.fold.Folding;
import org.sensorium.stream.gather.Gatherer;
import org.sensorium.stream.log.LogSource;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.log.ReadingForm;
import org.sensorium.stream.window.MinuteWindows;
import org.sensorium.stream.window.RollUpChange;
import org.sensorium.stream.window.RollUpChangeForm;

/** The way of a reading through the job, one line a stage; the same wherever it runs. */
public final class ReadingPipeline {
    /**
     * For stages that say little and soon: no buffer waits for more to come. Each exchange that
     * waits has a thread that wakes up whenever the wait is over, for little as for much.
     */
    private static final long AT_ONCE = 0;

    /** Roll-ups are stored seconds later. */
    private static final long ROLL_UPS_WAIT_MILLIS = 100;

    private ReadingPipeline() {}

    /** Adds all stages to the environment. */
    public static void define(StreamExecutionEnvironment env, Ports ports) {
        DataStream<Reading> log = log(env, ports);
        KeyedStream<Reading, Integer> readings = log.keyBy(Reading::sensorKey, Types.INT);
        storeRollUps(window(readings, ports), ports);
        SingleOutputStreamOperator<SeriesFinding> found = detect(readings, ports);
        SingleOutputStreamOperator<SeriesFinding> silences = fold(found, ports);
        SingleOutputStreamOperator<SeriesFinding> gathered =
                gather(compare(found.getSideOutput(Detecting.NEIGHBOURS), ports), ports);
        DataStream<SeriesFinding> composite = compose(step(pick(log, ports), ports), ports);
        DataStream<AlertEvent> alerts = alert(found.union(silences, gathered, composite), ports);
        storeAlerts(alerts, ports);
        storeIncidents(
                silences.getSideOutput(Folding.INCIDENTS)
                        .union(gathered.getSideOutput(Gatherer.EVENTS)),
                ports);
        publish(alerts, ports);
    }

    private static DataStream<Reading> log(StreamExecutionEnvironment env, Ports ports) {
        // The source gives the watermarks itself: they are the log's clock.
        return env.fromSource(
                        new LogSource(ports.log()),
                        WatermarkStrategy.noWatermarks(),
                        Stage.LOG.uid(),
                        new ReadingForm().information())
                // A second reader without an inbox would hold the clock back, or else be idle, and
                // the job's clock run ahead of readings that a busy task has not come to yet.
                .setParallelism(1)
                .uid(Stage.LOG.uid())
                .setDescription(Stage.LOG.does());
    }

    private static DataStream<RollUpChange> window(
            KeyedStream<Reading, Integer> readings, Ports ports) {
        return readings.process(
                        new MinuteWindows(ports.lateness(), ports.rollUpDelay()),
                        new RollUpChangeForm().information())
                .uid(Stage.WINDOW.uid())
                .setBufferTimeout(ROLL_UPS_WAIT_MILLIS)
                .name(Stage.WINDOW.uid())
                .setDescription(Stage.WINDOW.does());
    }

    private static void storeRollUps(DataStream<RollUpChange> changes, Ports ports) {
        // A thread of its own: a slow database holds up the roll-ups long before the readings. The
        // same parallelism: changes to one minute keep their order.
        changes.sinkTo(ports.rollUps())
                .uid(Stage.STORE_ROLL_UPS.uid())
                .name(Stage.STORE_ROLL_UPS.uid())
                .setDescription(Stage.STORE_ROLL_UPS.does())
                .disableChaining();
    }

    private static SingleOutputStreamOperator<SeriesFinding> detect(
            KeyedStream<Reading, Integer> readings, Ports ports) {
        return readings.process(
                        new Detecting(ports.registry()), new SeriesFindingForm().information())
                .uid(Stage.DETECT.uid())
                .setBufferTimeout(AT_ONCE)
                .name(Stage.DETECT.uid())
                .setDescription(Stage.DETECT.does());
    }

    private static SingleOutputStreamOperator<SeriesFinding> fold(
            SingleOutputStreamOperator<SeriesFinding> found, Ports ports) {
        // Only silences: whatever else is found goes round it.
        return found.getSideOutput(Detecting.SILENCES)
                .transform(
                        Stage.FOLD.uid(),
                        new SeriesFindingForm().information(),
                        new Folding(ports.registry()))
                .setParallelism(1)
                .uid(Stage.FOLD.uid())
                .setBufferTimeout(AT_ONCE)
                .setDescription(Stage.FOLD.does());
    }

    private static DataStream<SquareNews> compare(DataStream<Neighbourly> told, Ports ports) {
        return told.keyBy(Neighbourly::square, Types.STRING)
                .process(new Comparing(ports.registry()), new SquareNewsForm().information())
                .uid(Stage.COMPARE.uid())
                .setBufferTimeout(AT_ONCE)
                .name(Stage.COMPARE.uid())
                .setDescription(Stage.COMPARE.does());
    }

    private static SingleOutputStreamOperator<SeriesFinding> gather(
            DataStream<SquareNews> news, Ports ports) {
        return news.keyBy(each -> Square.of(each.square()).grid(), Types.STRING)
                .process(new Gatherer(ports.registry()), new SeriesFindingForm().information())
                .uid(Stage.GATHER.uid())
                .setBufferTimeout(AT_ONCE)
                .name(Stage.GATHER.uid())
                .setDescription(Stage.GATHER.does());
    }

    private static DataStream<Reading> pick(DataStream<Reading> log, Ports ports) {
        // Chained to the source: what no composite rule names is not sent anywhere.
        return log.filter(new Picking(ports.registry()))
                .setParallelism(1)
                .uid(Stage.PICK.uid())
                .setBufferTimeout(AT_ONCE)
                .name(Stage.PICK.uid())
                .setDescription(Stage.PICK.does());
    }

    private static DataStream<StepChange> step(DataStream<Reading> picked, Ports ports) {
        return picked.keyBy(Reading::sensorKey, Types.INT)
                .process(new Stepping(ports.registry()), new StepChangeForm().information())
                .uid(Stage.STEP.uid())
                .setBufferTimeout(AT_ONCE)
                .name(Stage.STEP.uid())
                .setDescription(Stage.STEP.does());
    }

    private static DataStream<SeriesFinding> compose(DataStream<StepChange> steps, Ports ports) {
        return steps.keyBy(StepChange::key, Types.STRING)
                .process(new Composing(ports.registry()), new SeriesFindingForm().information())
                .uid(Stage.COMPOSE.uid())
                .setBufferTimeout(AT_ONCE)
                .name(Stage.COMPOSE.uid())
                .setDescription(Stage.COMPOSE.does());
    }

    private static DataStream<AlertEvent> alert(DataStream<SeriesFinding> findings, Ports ports) {
        return findings.keyBy(SeriesFinding::sensorKey, Types.INT)
                .process(new Alerting(ports.flapping()), new AlertEventForm().information())
                .uid(Stage.ALERT.uid())
                .setBufferTimeout(AT_ONCE)
                .name(Stage.ALERT.uid())
                .setDescription(Stage.ALERT.does());
    }

    private static void storeAlerts(DataStream<AlertEvent> alerts, Ports ports) {
        alerts.sinkTo(ports.alerts())
                .uid(Stage.STORE_ALERTS.uid())
                .name(Stage.STORE_ALERTS.uid())
                .setDescription(Stage.STORE_ALERTS.does());
    }

    private static void storeIncidents(DataStream<IncidentEvent> incidents, Ports ports) {
        incidents
                .sinkTo(ports.incidents())
                .setParallelism(1)
                .uid(Stage.STORE_INCIDENTS.uid())
                .name(Stage.STORE_INCIDENTS.uid())
                .setDescription(Stage.STORE_INCIDENTS.does());
    }

    private static void publish(DataStream<AlertEvent> alerts, Ports ports) {
        alerts.sinkTo(ports.publishing())
                .setParallelism(1)
                .uid(Stage.PUBLISH.uid())
                .name(Stage.PUBLISH.uid())
                .setDescription(Stage.PUBLISH.does());
    }
}
