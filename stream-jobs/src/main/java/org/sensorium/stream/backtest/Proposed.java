package org.sensorium.stream.backtest;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.stream.detect.Known;

/**
 * The registry with other rules, and with one detector alone: findings of the others do not depend
 * on it.
 */
final class Proposed implements Known {
    private final Known known;
    private final Supplier<RuleBook> rules;
    private final DetectorKind detector;

    /**
     * @param known stays the caller's: closing this does not close it
     * @param rules the rules to go by instead
     */
    Proposed(Known known, Supplier<RuleBook> rules, DetectorKind detector) {
        this.known = known;
        this.rules = rules;
        this.detector = detector;
    }

    @Override
    public @Nullable Sensor sensor(int sensorKey) {
        return known.sensor(sensorKey);
    }

    @Override
    public List<Rule> armed(Sensor sensor, String metric) {
        return rules.get().armed(sensor, metric).stream()
                .filter(rule -> rule.detector() == detector)
                .toList();
    }

    @Override
    public long revision() {
        return rules.get().version();
    }

    @Override
    public void close() {}
}
