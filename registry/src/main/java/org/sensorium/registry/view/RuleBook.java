package org.sensorium.registry.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;

/** All rules at one moment. Immutable: a change makes a new one. */
public final class RuleBook {
    private static final Comparator<Rule> NARROWEST_LAST =
            Comparator.comparingInt(Rule::specificity).thenComparing(Rule::id);

    private final long version;
    private final Map<String, List<Rule>> bySensor = new HashMap<>();
    private final Map<String, List<Rule>> byType = new HashMap<>();
    private final List<Rule> forAnySensor = new ArrayList<>();
    private final List<Rule> composites = new ArrayList<>();

    /**
     * The order of the rules given does not matter.
     *
     * @param version the registry's revision at that moment
     */
    public RuleBook(long version, Collection<Rule> rules) {
        this.version = version;
        for (Rule rule : rules) {
            String sensorId = rule.sensorId();
            String type = rule.sensorType();
            if (!rule.detector().watchesOneSeries()) {
                composites.add(rule);
            } else if (sensorId != null) {
                bySensor.computeIfAbsent(sensorId, id -> new ArrayList<>()).add(rule);
            } else if (type != null) {
                byType.computeIfAbsent(type, name -> new ArrayList<>()).add(rule);
            } else {
                forAnySensor.add(rule);
            }
        }
    }

    /** The same, but with this rule in the place of the one of its id, if there is one. */
    public RuleBook with(Rule rule) {
        List<Rule> rules = all();
        rules.removeIf(each -> each.id().equals(rule.id()));
        rules.add(rule);
        return new RuleBook(version, rules);
    }

    /** The one of that id. */
    public Optional<Rule> find(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findAny();
    }

    private List<Rule> all() {
        List<Rule> rules = new ArrayList<>(forAnySensor);
        rules.addAll(composites);
        bySensor.values().forEach(rules::addAll);
        byType.values().forEach(rules::addAll);
        return rules;
    }

    /** The enabled rules about several series of one place; none takes the place of another. */
    public List<Rule> composites() {
        return composites.stream().filter(Rule::enabled).toList();
    }

    /** Grows with every change of a rule. */
    public long version() {
        return version;
    }

    /**
     * The rules that hold for one metric of one sensor: for each detector that watches one series
     * the narrowest, left out where that one is not enabled. In the order of the detectors.
     */
    public List<Rule> armed(Sensor sensor, String metric) {
        Map<DetectorKind, Rule> holding = new EnumMap<>(DetectorKind.class);
        keepNarrowest(holding, forAnySensor, sensor, metric);
        keepNarrowest(holding, byType.getOrDefault(sensor.type(), List.of()), sensor, metric);
        keepNarrowest(holding, bySensor.getOrDefault(sensor.id(), List.of()), sensor, metric);
        return holding.values().stream().filter(Rule::enabled).toList();
    }

    private static void keepNarrowest(
            Map<DetectorKind, Rule> holding, List<Rule> rules, Sensor sensor, String metric) {
        for (Rule rule : rules) {
            if (rule.concerns(sensor, metric)) {
                holding.merge(
                        rule.detector(), rule, (a, b) -> NARROWEST_LAST.compare(a, b) >= 0 ? a : b);
            }
        }
    }
}
