package org.sensorium.stream.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Location;
import org.sensorium.model.Metric;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.model.Severity;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.log.Slice;
import org.sensorium.stream.recompute.AlertsOfLog;

/** Shows the tapes of one square's sensors to the comparison with neighbours as the job would. */
final class SquareWatcher implements Known {
    private static final short METRIC = 1;
    private static final Location PLACE = new Location(31.2, 121.4);
    private static final long MINUTE = 60 * Tape.SECOND;

    private final Map<String, Metric> metrics;
    private final RuleBook rules =
            new RuleBook(1, List.of(rule(DetectorKind.NOVELTY), rule(DetectorKind.SENSOR_FAULT)));

    private SquareWatcher(double low, double high) {
        metrics = Map.of("value", new Metric(METRIC, "value", "1", low, high, null));
    }

    /** A sensor is said to be broken. */
    record Fault(int sensor, long receivedMicros) {}

    /**
     * When each fault is raised, on the receipt clock.
     *
     * @param low least value that such a sensor is registered for
     * @param high greatest value
     */
    static List<Fault> faults(List<Tape> tapes, double low, double high) {
        List<Fault> faults = new ArrayList<>();
        long[] clock = {0};
        AlertsOfLog alerts =
                new AlertsOfLog(
                        new SquareWatcher(low, high),
                        Flapping.USUAL,
                        event -> note(event, clock[0], faults),
                        incident -> {});
        int[] at = new int[tapes.size()];
        long last = tapes.stream().mapToLong(t -> t.receivedMicros()[t.size() - 1]).max().orElse(0);
        clock[0] = tapes.stream().mapToLong(t -> t.receivedMicros()[0]).min().orElse(0);
        for (long sequence = 1; clock[0] <= last + MINUTE; sequence++) {
            clock[0] += MINUTE;
            alerts.show(new Slice(sequence, clock[0], until(clock[0], tapes, at)));
        }
        return faults;
    }

    private static ReadingBatch until(long clock, List<Tape> tapes, int[] at) {
        ReadingBatch batch = new ReadingBatch();
        for (int i = 0; i < at.length; i++) {
            Tape tape = tapes.get(i);
            while (at[i] < tape.size() && tape.receivedMicros()[at[i]] < clock) {
                batch.add(
                        i,
                        METRIC,
                        tape.timeMicros()[at[i]],
                        tape.values()[at[i]],
                        tape.receivedMicros()[at[i]]);
                at[i]++;
            }
        }
        return batch;
    }

    private static void note(AlertEvent event, long clock, List<Fault> faults) {
        if (event.detector() == DetectorKind.SENSOR_FAULT
                && event.kind() == AlertEventKind.RAISED) {
            faults.add(new Fault(event.sensorKey(), clock));
        }
    }

    private static Rule rule(DetectorKind kind) {
        return new Rule(
                kind.code(), 1, null, null, null, null, kind, Severity.MINOR, true, Map.of());
    }

    @Override
    public @Nullable Sensor sensor(int sensorKey) {
        return new Sensor(
                sensorKey, "sensor-" + sensorKey, "any", "any", "any", PLACE, null, metrics, false);
    }

    @Override
    public List<Rule> armed(Sensor of, String metric) {
        return rules.armed(of, metric);
    }

    @Override
    public int members(IncidentKind kind, String group) {
        return 0;
    }

    @Override
    public long revision() {
        return rules.version();
    }

    @Override
    public void close() {}
}
