package org.sensorium.stream.backtest;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.stream.detect.Known;

/**
 * The registry with rules that do not change, and with one detector alone: what it finds does not
 * depend on the others. Nor does what one composite rule finds depend on the other ones.
 */
final class Proposed implements Known {
    private final IntFunction<@Nullable Sensor> sensors;
    private final RuleBook rules;
    private final Rule tried;

    Proposed(IntFunction<@Nullable Sensor> sensors, RuleBook rules, Rule tried) {
        this.sensors = sensors;
        this.rules = rules;
        this.tried = tried;
    }

    @Override
    public @Nullable Sensor sensor(int sensorKey) {
        return sensors.apply(sensorKey);
    }

    @Override
    public List<Rule> armed(Sensor sensor, String metric) {
        return rules.armed(sensor, metric).stream()
                .filter(rule -> rule.detector() == tried.detector())
                .toList();
    }

    @Override
    public List<Rule> composites() {
        return rules.composites().stream().filter(rule -> rule.id().equals(tried.id())).toList();
    }

    @Override
    public long revision() {
        return rules.version();
    }

    @Override
    public void close() {}
}
