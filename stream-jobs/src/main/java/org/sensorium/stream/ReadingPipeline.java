package org.sensorium.stream;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.sensorium.model.AlertEvent;
import org.sensorium.stream.alert.AlertEventForm;
import org.sensorium.stream.alert.Alerting;
import org.sensorium.stream.compose.Composing;
import org.sensorium.stream.compose.Picking;
import org.sensorium.stream.compose.StepChange;
import org.sensorium.stream.compose.StepChangeForm;
import org.sensorium.stream.compose.Stepping;
import org.sensorium.stream.detect.Detecting;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;
import org.sensorium.stream.log.LogSource;
import org.sensorium.stream.log.Reading;
import org.sensorium.stream.log.ReadingForm;
import org.sensorium.stream.window.MinuteWindows;
import org.sensorium.stream.window.RollUpChange;
import org.sensorium.stream.window.RollUpChangeForm;

/** The way of a reading through the job, one line a stage; the same wherever it runs. */
public final class ReadingPipeline {
    private ReadingPipeline() {}

    /** Adds all stages to the environment. */
    public static void define(StreamExecutionEnvironment env, Ports ports) {
        DataStream<Reading> log = log(env, ports);
        KeyedStream<Reading, Integer> readings = log.keyBy(Reading::sensorKey, Types.INT);
        storeRollUps(window(readings, ports), ports);
        DataStream<SeriesFinding> composite = compose(step(pick(log, ports), ports), ports);
        DataStream<AlertEvent> alerts = alert(detect(readings, ports).union(composite));
        storeAlerts(alerts, ports);
        publish(alerts, ports);
    }

    private static DataStream<Reading> log(StreamExecutionEnvironment env, Ports ports) {
        // The source gives the watermarks itself: they are the log's clock.
        return env.fromSource(
                        new LogSource(ports.log()),
                        WatermarkStrategy.noWatermarks(),
                        Stage.LOG.uid(),
                        new ReadingForm().information())
                .uid(Stage.LOG.uid())
                .setDescription(Stage.LOG.does());
    }

    private static DataStream<RollUpChange> window(
            KeyedStream<Reading, Integer> readings, Ports ports) {
        return readings.process(
                        new MinuteWindows(ports.lateness(), ports.rollUpDelay()),
                        new RollUpChangeForm().information())
                .uid(Stage.WINDOW.uid())
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

    private static DataStream<SeriesFinding> detect(
            KeyedStream<Reading, Integer> readings, Ports ports) {
        return readings.process(
                        new Detecting(ports.registry()), new SeriesFindingForm().information())
                .uid(Stage.DETECT.uid())
                .name(Stage.DETECT.uid())
                .setDescription(Stage.DETECT.does());
    }

    private static DataStream<Reading> pick(DataStream<Reading> log, Ports ports) {
        // Chained to the source: what no composite rule names is not sent anywhere.
        return log.filter(new Picking(ports.registry()))
                .uid(Stage.PICK.uid())
                .name(Stage.PICK.uid())
                .setDescription(Stage.PICK.does());
    }

    private static DataStream<StepChange> step(DataStream<Reading> picked, Ports ports) {
        return picked.keyBy(Reading::sensorKey, Types.INT)
                .process(new Stepping(ports.registry()), new StepChangeForm().information())
                .uid(Stage.STEP.uid())
                .name(Stage.STEP.uid())
                .setDescription(Stage.STEP.does());
    }

    private static DataStream<SeriesFinding> compose(DataStream<StepChange> steps, Ports ports) {
        return steps.keyBy(StepChange::key, Types.STRING)
                .process(new Composing(ports.registry()), new SeriesFindingForm().information())
                .uid(Stage.COMPOSE.uid())
                .name(Stage.COMPOSE.uid())
                .setDescription(Stage.COMPOSE.does());
    }

    private static DataStream<AlertEvent> alert(DataStream<SeriesFinding> findings) {
        return findings.keyBy(SeriesFinding::sensorKey, Types.INT)
                .process(new Alerting(), new AlertEventForm().information())
                .uid(Stage.ALERT.uid())
                .name(Stage.ALERT.uid())
                .setDescription(Stage.ALERT.does());
    }

    private static void storeAlerts(DataStream<AlertEvent> alerts, Ports ports) {
        alerts.sinkTo(ports.alerts())
                .uid(Stage.STORE_ALERTS.uid())
                .name(Stage.STORE_ALERTS.uid())
                .setDescription(Stage.STORE_ALERTS.does());
    }

    private static void publish(DataStream<AlertEvent> alerts, Ports ports) {
        alerts.sinkTo(ports.publishing())
                .setParallelism(1)
                .uid(Stage.PUBLISH.uid())
                .name(Stage.PUBLISH.uid())
                .setDescription(Stage.PUBLISH.does());
    }
}
