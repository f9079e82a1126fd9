package org.sensorium.faults.report;

import java.util.ArrayList;
import java.util.List;
import org.sensorium.faults.oracle.Difference;
import org.sensorium.simulator.verify.Verdict;

/**
 * What one fault came to.
 *
 * @param id of the fault
 * @param title of the fault
 * @param rounds that were run
 * @param seconds that readings were published
 * @param acknowledged readings, by the ledger; repeats counted
 * @param refused messages that the broker refused for good
 * @param postponed times that a message was refused for want of room and sent again later
 * @param verdict stored against acknowledged
 * @param rollUps minutes that differ from those computed anew
 * @param alerts alerts that differ
 * @param alertCount alerts that had to be there
 * @param recoverySeconds one for each round, until everything worked again by itself
 * @param withinSeconds that was allowed
 * @param dropped messages that the broker took and dropped
 * @param surprises what happened and should not have
 * @param seenUnhealthy whether the health pages told of it
 * @param gatewayMegabytes the most memory that it had
 * @param jobMegabytes the same of the job
 */
public record FaultResult(
        String id,
        String title,
        int rounds,
        double seconds,
        long acknowledged,
        long refused,
        long postponed,
        Verdict verdict,
        Difference rollUps,
        Difference alerts,
        long alertCount,
        List<Double> recoverySeconds,
        double withinSeconds,
        long dropped,
        List<String> surprises,
        boolean seenUnhealthy,
        long gatewayMegabytes,
        long jobMegabytes) {
    public FaultResult {
        recoverySeconds = List.copyOf(recoverySeconds);
        surprises = List.copyOf(surprises);
    }

    /** Acknowledged and neither stored nor a dead letter (I1). */
    public long lost() {
        return verdict.readings().missing() + verdict.letters().missing();
    }

    /** Stored twice, or never published (I2, I3). */
    public long madeUp() {
        return verdict.readings().unexpected() + verdict.letters().unexpected();
    }

    /** Stored with another value or reason (I4). */
    public long wrong() {
        return verdict.readings().different() + verdict.letters().different();
    }

    /** The middle one. */
    public double medianRecovery() {
        List<Double> sorted = recoverySeconds.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /** The longest one. */
    public double longestRecovery() {
        return recoverySeconds.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** The invariants that do not hold; empty if all do. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        note(broken, lost() > 0, "I1");
        note(broken, madeUp() > 0, "I2/I3");
        note(broken, wrong() > 0, "I4");
        note(broken, rollUps.count() > 0, "I5");
        note(broken, alerts.count() > 0, "I6");
        note(broken, !(longestRecovery() <= withinSeconds), "I7");
        note(broken, !surprises.isEmpty(), "I8");
        note(broken, dropped > 0, "I11");
        return broken;
    }

    private static void note(List<String> broken, boolean isBroken, String invariant) {
        if (isBroken) {
            broken.add(invariant);
        }
    }
}
