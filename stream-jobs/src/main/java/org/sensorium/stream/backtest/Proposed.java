package org.sensorium.stream.backtest;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.stream.detect.Known;

/**
 * The registry with rules that do not change, and with one detector alone, as what it finds does
 * not depend on the others; but for novelty and sensor_fault, which are only there together. Nor
 * does what one composite rule finds depend on the other ones.
 */
final class Proposed implements Known {
    private static final Set<DetectorKind> COMPARED =
            Collections.unmodifiableSet(
                    EnumSet.of(DetectorKind.NOVELTY, DetectorKind.SENSOR_FAULT));

    private final IntFunction<@Nullable Sensor> sensors;
    private final ToIntBiFunction<IncidentKind, String> members;
    private final RuleBook rules;
    private final Rule tried;

    Proposed(
            IntFunction<@Nullable Sensor> sensors,
            ToIntBiFunction<IncidentKind, String> members,
            RuleBook rules,
            Rule tried) {
        this.sensors = sensors;
        this.members = members;
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
                .filter(rule -> rule.detector() == tried.detector() || areCompared(rule.detector()))
                .toList();
    }

    /** What departs from its past and what departs from its neighbours are weighed together. */
    private boolean areCompared(DetectorKind other) {
        return COMPARED.contains(tried.detector()) && COMPARED.contains(other);
    }

    @Override
    public int members(IncidentKind kind, String group) {
        return members.applyAsInt(kind, group);
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
