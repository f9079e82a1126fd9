package org.sensorium.stream.injection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Metric;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.model.Severity;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.LogWatch;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detector.Turn;

/** Shows a tape to a detector as the job would, and keeps when, on the receipt clock, it alerts. */
final class Watcher implements Known {
    private static final int SENSOR = 1;
    private static final short METRIC = 1;

    private final Sensor sensor;
    private final RuleBook rules;
    private final List<Long> alertsMicros = new ArrayList<>();
    private long nowMicros;

    private Watcher(Collection<Rule> rules) {
        Metric metric = new Metric(METRIC, "value", "1", -Double.MAX_VALUE, Double.MAX_VALUE, null);
        this.sensor =
                new Sensor(
                        SENSOR,
                        "sensor",
                        "any",
                        "any",
                        "any",
                        null,
                        null,
                        Map.of(metric.name(), metric),
                        false);
        this.rules = new RuleBook(1, rules);
    }

    /** When each alert is raised under this rule. */
    static List<Long> alerts(Tape tape, Contestant contestant) {
        Rule rule =
                new Rule(
                        contestant.name(),
                        1,
                        null,
                        null,
                        null,
                        null,
                        contestant.detector(),
                        Severity.MINOR,
                        true,
                        contestant.parameters().apply(tape));
        Watcher watcher = new Watcher(List.of(rule));
        LogWatch watch = new LogWatch(watcher, watcher::found, told -> {});
        for (int i = 0; i < tape.size(); i++) {
            watcher.nowMicros = tape.receivedMicros()[i];
            watch.clock(watcher.nowMicros);
            watch.reading(
                    SENSOR, METRIC, tape.timeMicros()[i], tape.values()[i], watcher.nowMicros);
        }
        return watcher.alertsMicros;
    }

    private void found(SeriesFinding found) {
        if (found.finding().turn() == Turn.BEGAN) {
            // Silence is found between two readings: when it is due, not when the next one comes.
            boolean between = found.causedAtMicros() == SeriesFinding.NO_READING;
            alertsMicros.add(between ? found.finding().atMicros() : nowMicros);
        }
    }

    @Override
    public @Nullable Sensor sensor(int sensorKey) {
        return sensor;
    }

    @Override
    public List<Rule> armed(Sensor of, String metric) {
        return rules.armed(of, metric);
    }

    @Override
    public int members(IncidentKind kind, String group) {
        return 0; // every sensor stands alone
    }

    @Override
    public long revision() {
        return rules.version();
    }

    @Override
    public void close() {}
}
