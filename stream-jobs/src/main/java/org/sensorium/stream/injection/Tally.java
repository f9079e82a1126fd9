package org.sensorium.stream.injection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sensorium.stream.injection.Editing.Injected;

/** What one detector made of one kind, over some tapes of one seed. */
final class Tally {
    private int injected;
    private int found;
    private int alerts;
    private int right;
    private final List<Double> delayMinutes = new ArrayList<>();

    /**
     * Counts one tape.
     *
     * @param usual alerts on the clean tape, which say nothing about what was put in
     */
    void add(List<Injected> truth, List<Long> alertsMicros, List<Long> usual) {
        for (Injected each : truth) {
            injected++;
            for (long alert : alertsMicros) {
                if (!usual.contains(alert) && covers(each, alert)) {
                    found++;
                    delayMinutes.add((alert - each.fromMicros()) / 6e7);
                    break;
                }
            }
        }
        for (long alert : alertsMicros) {
            if (!usual.contains(alert)) {
                alerts++;
                right += truth.stream().anyMatch(each -> covers(each, alert)) ? 1 : 0;
            }
        }
    }

    private static boolean covers(Injected injected, long alertMicros) {
        return alertMicros >= injected.fromMicros() && alertMicros <= injected.untilMicros();
    }

    /** Share of what was put in that was found; NaN if nothing was. */
    double recall() {
        return injected == 0 ? Double.NaN : (double) found / injected;
    }

    /** Share of the new alerts that were about what was put in; NaN without alerts. */
    double precision() {
        return alerts == 0 ? Double.NaN : (double) right / alerts;
    }

    /** Minutes from where it began to the alert; NaN if none was found. */
    double medianDelayMinutes() {
        if (delayMinutes.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(delayMinutes);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    int alerts() {
        return alerts;
    }
}
