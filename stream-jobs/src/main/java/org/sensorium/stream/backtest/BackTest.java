package org.sensorium.stream.backtest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.CompositePattern;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.sink.Micros;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detector.Detector;
import org.sensorium.stream.log.Log;
import org.sensorium.stream.recompute.AlertsOfLog;

/**
 * The alerts that a rule would have raised over the ingest log, and those of its detector under the
 * rules as they are, of the series that the rule (or the one that it replaces) concerns; silences
 * that make an incident raise none. The same detectors and alert life cycle as the job's, in one
 * thread, from the beginning of the log whatever span is asked for, so that they know what the
 * job's knew. Costs some microseconds a reading, and memory as the job's state of that one
 * detector, twice.
 */
public final class BackTest {
    private final Log log;
    private final IntFunction<@Nullable Sensor> sensors;
    private final ToIntBiFunction<IncidentKind, String> members;
    private final RuleBook rules;
    private final Flapping flapping;

    /**
     * @param log read from its beginning; stays the caller's
     * @param sensors the sensor of a key, null if there is none
     * @param members how many sensors a gateway device, feeder or district has
     * @param rules the rules as they are
     * @param flapping when alerts flap
     */
    public BackTest(
            Log log,
            IntFunction<@Nullable Sensor> sensors,
            ToIntBiFunction<IncidentKind, String> members,
            RuleBook rules,
            Flapping flapping) {
        this.log = log;
        this.sensors = sensors;
        this.members = members;
        this.rules = rules;
        this.flapping = flapping;
    }

    /**
     * Goes through the log once.
     *
     * @param rule takes the place of the one of its id, if there is one
     * @param from only alerts that begin at this event time or later are given
     * @param to and before this one
     * @param progress told of the share done, 0 to 1, after each portion
     * @param stopped asked after each portion
     * @throws IllegalArgumentException if the rule's parameters make no sense
     * @throws IllegalStateException if there is more than one inbox: their order is not in the log
     * @throws CancellationException if it was stopped
     */
    public BackTestResult run(
            Rule rule, Instant from, Instant to, DoubleConsumer progress, BooleanSupplier stopped)
            throws IOException {
        refuseNonsense(rule);
        Side present = new Side(new Proposed(sensors, members, rules, rule), flapping);
        Side proposed = new Side(new Proposed(sensors, members, rules.with(rule), rule), flapping);
        read(List.of(present, proposed), to, progress, stopped);
        Predicate<AlertEvent> asked =
                concerned(rule)
                        .and(event -> event.detector() == rule.detector())
                        .and(within(from, to));
        return new BackTestResult(
                rule,
                from,
                to,
                present.events.stream().filter(asked).toList(),
                proposed.events.stream().filter(asked).toList());
    }

    private static void refuseNonsense(Rule rule) {
        if (rule.detector() == DetectorKind.COMPOSITE) {
            CompositePattern.of(rule);
        } else {
            Detector.of(rule, null);
        }
    }

    private static Predicate<AlertEvent> within(Instant from, Instant to) {
        return event ->
                event.kind() == AlertEventKind.RAISED
                        && !event.raisedAt().isBefore(from)
                        && event.raisedAt().isBefore(to);
    }

    /** By the rule, or by the one whose place it takes: elsewhere nothing changes. */
    private Predicate<AlertEvent> concerned(Rule rule) {
        List<Rule> both = Stream.concat(Stream.of(rule), rules.find(rule.id()).stream()).toList();
        return event -> {
            @Nullable Sensor sensor = sensors.apply(event.sensorKey());
            return sensor != null
                    && sensor.metrics().values().stream()
                            .filter(metric -> metric.key() == event.metricKey())
                            .anyMatch(
                                    metric ->
                                            both.stream()
                                                    .anyMatch(
                                                            each ->
                                                                    each.concerns(
                                                                            sensor,
                                                                            metric.name())));
        };
    }

    private void read(
            List<Side> sides, Instant to, DoubleConsumer progress, BooleanSupplier stopped)
            throws IOException {
        long end = Math.min(Micros.of(to), Micros.of(Instant.now()));
        long[] first = {Long.MIN_VALUE};
        AlertsOfLog.read(
                log,
                0,
                slices -> {
                    if (first[0] == Long.MIN_VALUE) {
                        first[0] = slices.get(0).clockMicros();
                    }
                    slices.forEach(slice -> sides.forEach(side -> side.alerts.show(slice)));
                    if (stopped.getAsBoolean()) {
                        throw new CancellationException("the back-test was stopped");
                    }
                    long clock = slices.get(slices.size() - 1).clockMicros();
                    double done = (double) (clock - first[0]) / Math.max(1, end - first[0]);
                    progress.accept(Math.max(0, Math.min(1, done)));
                });
        progress.accept(1);
    }

    /** One set of rules with what comes of it. */
    private static final class Side {
        private final List<AlertEvent> events = new ArrayList<>();
        private final AlertsOfLog alerts;

        private Side(Known known, Flapping flapping) {
            alerts = new AlertsOfLog(known, flapping, events::add, incident -> {});
        }
    }
}
