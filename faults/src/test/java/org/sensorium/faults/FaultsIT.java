package org.sensorium.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sensorium.faults.fault.Catalogue;
import org.sensorium.faults.fault.Fault;
import org.sensorium.faults.fault.Ground;
import org.sensorium.faults.report.FaultResult;
import org.sensorium.faults.report.Table;

/** A short selection with a fixed seed; {@code bin/sensorium faults} runs them all. */
class FaultsIT {
    private static final long SEED = 20_260;
    private static final int ROUNDS = 2;
    private static final int RATE = 1_000;

    /** One of each kind: a commit cut in two, a dead database, a lost answer, a lost PUBACK, … */
    private static final Set<String> SELECTION =
            Set.of("F3", "F4", "F9", "F10", "F19", "F24", "F30");

    /** Where the broker's queue is between: a commit cut in two, a lost PUBACK of the inbox. */
    private static final Set<String> SELECTION_BY_QUEUE = Set.of("F3", "F20");

    @Test
    void nothingIsLostOrDoubledWhateverBreaks() throws Exception {
        holds("direct", SELECTION);
    }

    @Test
    void norIsItByTheQueueOfTheBroker() throws Exception {
        holds("queue", SELECTION_BY_QUEUE);
    }

    private static void holds(String handover, Set<String> selection) throws Exception {
        Path root = Path.of("").toAbsolutePath().getParent();
        Path home = Laboratory.temporaryHome();
        List<String> broken = new ArrayList<>();
        try (Laboratory laboratory =
                Laboratory.open(root, home, handover, Ground.USUAL, true, System.out::println)) {
            Campaign campaign = laboratory.campaign(SEED, ROUNDS, RATE, System.out::println);
            for (Fault fault : Catalogue.all()) {
                if (selection.contains(fault.id())) {
                    FaultResult result = campaign.run(fault);
                    System.out.println(Table.row(result));
                    // How fast it recovers is the machine's business; that it does is ours.
                    List<String> invariants = new ArrayList<>(result.broken());
                    if (Double.isFinite(result.longestRecovery())) {
                        invariants.remove("I7");
                    }
                    if (!invariants.isEmpty()) {
                        broken.add(fault.id() + " " + invariants);
                        broken.addAll(Table.complaints(result));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
