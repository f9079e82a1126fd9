package org.sensorium.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sensorium.faults.fault.Bench;
import org.sensorium.faults.fault.Fault;
import org.sensorium.faults.fault.Round;
import org.sensorium.faults.fleet.FleetPlan;
import org.sensorium.faults.fleet.ProbeFleet;
import org.sensorium.faults.oracle.Findings;
import org.sensorium.faults.oracle.Oracle;
import org.sensorium.faults.report.FaultResult;
import org.sensorium.simulator.settings.Surroundings;

/** Runs one fault after the other against one system, each with a fleet of its own. */
final class Campaign {
    private static final long WARM_UP_SECONDS = 3;

    private final Bench bench;
    private final Oracle oracle;
    private final Surroundings surroundings;
    private final long seed;
    private final int rounds;
    private final int rate;
    private final Consumer<String> say;

    Campaign(
            Bench bench,
            Oracle oracle,
            Surroundings surroundings,
            long seed,
            int rounds,
            int rate,
            Consumer<String> say) {
        this.bench = bench;
        this.oracle = oracle;
        this.surroundings = surroundings;
        this.seed = seed;
        this.rounds = rounds;
        this.rate = rate;
        this.say = say;
    }

    /** Runs all rounds of a fault and judges. */
    FaultResult run(Fault fault) throws Exception {
        long own = seed * 1000 + Integer.parseInt(fault.id().substring(1));
        Random dice = new Random(own);
        Instant begin = Instant.now();
        String prefix =
                fault.id().toLowerCase(Locale.ROOT)
                        + "-"
                        + Long.toString(begin.getEpochSecond(), 36);
        List<Double> recoveries = new ArrayList<>();
        List<String> surprises = new ArrayList<>();
        boolean unhealthy = false;
        boolean sessionsGone = false;
        Oracle.Since since = oracle.now();
        long droppedBefore = dropped();
        OptionalLong brokerBefore = bench.copy().pid("gateway");
        try (ProbeFleet fleet =
                        new ProbeFleet(FleetPlan.of(prefix, rate, own, begin), surroundings);
                Watcher watcher = new Watcher(bench.copy())) {
            long start = System.nanoTime();
            fleet.start();
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            watcher.wasUnhealthy();
            for (int i = 0; i < rounds; i++) {
                Round round = new Round(bench, fleet, dice, i);
                try {
                    fault.injection().inject(round);
                } catch (SQLException | RuntimeException | IOException e) {
                    surprises.add(inRound(i, String.valueOf(e.getMessage())));
                } finally {
                    bench.heal();
                }
                Recovery recovery = new Recovery(round);
                double seconds = recovery.await();
                recoveries.add(seconds);
                unhealthy |= watcher.wasUnhealthy();
                sessionsGone |= round.sessionsGone();
                Set<String> died = new TreeSet<>(watcher.replaced());
                died.removeAll(round.mayDie());
                if (!died.isEmpty()) {
                    surprises.add(inRound(i, died + " died though nobody killed it"));
                }
                say.accept(
                        String.format(
                                Locale.ROOT,
                                "%s round %d of %d: recovered after %.1f s; at last waited for %s",
                                fault.id(),
                                i + 1,
                                rounds,
                                seconds,
                                recovery.last()));
                TimeUnit.MILLISECONDS.sleep(dice.nextInt(1000));
            }
            if (!fleet.stop()) {
                surprises.add(
                        fleet.accounts().outstandingMessages() + " messages were never answered");
            }
            double took = (System.nanoTime() - start) / 1e9;
            Findings findings = oracle.judge(fleet.ledger(), fleet.ids(), since, sessionsGone);
            return new FaultResult(
                    fault.id(),
                    fault.title(),
                    rounds,
                    took,
                    fleet.accounts().acknowledgedReadings(),
                    fleet.accounts().refusedMessages(),
                    fleet.accounts().postponedMessages(),
                    findings.stored(),
                    findings.rollUps(),
                    findings.alerts(),
                    findings.alertCount(),
                    recoveries,
                    fault.within().toMillis() / 1000.0,
                    brokerBefore.equals(bench.copy().pid("gateway"))
                            ? Math.max(0, dropped() - droppedBefore)
                            : 0,
                    surprises,
                    unhealthy,
                    watcher.largestMegabytes("gateway"),
                    watcher.largestMegabytes("job"));
        }
    }

    private static String inRound(int index, String what) {
        return "round " + (index + 1) + ": " + what;
    }

    /**
     * Begins anew with each life of the broker. One that comes back drops what it had written only
     * in part when it was killed, and never acknowledged: what that costs is I1's to judge.
     */
    private long dropped() {
        return (long)
                bench.copy()
                        .health()
                        .metric("gateway", "sensorium_broker_messages_dropped")
                        .orElse(0);
    }
}
