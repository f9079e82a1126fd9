package org.sensorium.stream.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.Rule;

/**
 * What came of a back-test.
 *
 * @param rule the rule that was tried
 * @param from start of the span
 * @param to its end
 * @param present what its detector raised under the rules as they are, by the time it was found
 * @param proposed what it would have raised
 */
public record BackTestResult(
        Rule rule, Instant from, Instant to, List<AlertEvent> present, List<AlertEvent> proposed) {
    /** Alerts on each day of UTC. */
    public static Map<LocalDate, Long> byDay(List<AlertEvent> alerts) {
        return alerts.stream()
                .collect(
                        Collectors.groupingBy(
                                alert -> LocalDate.ofInstant(alert.raisedAt(), ZoneOffset.UTC),
                                TreeMap::new,
                                Collectors.counting()));
    }

    /** Alerts of each sensor, by its key. */
    public static Map<Integer, Long> bySensor(List<AlertEvent> alerts) {
        return alerts.stream()
                .collect(
                        Collectors.groupingBy(
                                AlertEvent::sensorKey, TreeMap::new, Collectors.counting()));
    }

    /** Those of the proposed alerts that there are not at present. */
    public List<AlertEvent> added() {
        return less(proposed, present);
    }

    /** Those of the present alerts that there would not be. */
    public List<AlertEvent> removed() {
        return less(present, proposed);
    }

    private static List<AlertEvent> less(List<AlertEvent> alerts, List<AlertEvent> others) {
        Set<String> ids = new HashSet<>();
        others.forEach(other -> ids.add(other.alertId()));
        return alerts.stream().filter(alert -> !ids.contains(alert.alertId())).toList();
    }
}
