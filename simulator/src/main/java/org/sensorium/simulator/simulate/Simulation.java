package org.sensorium.simulator.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.compose.Composer;
import org.sensorium.simulator.faults.AnomalyKind;
import org.sensorium.simulator.faults.AnomalyLog;
import org.sensorium.simulator.faults.LabelsFile;
import org.sensorium.simulator.fleet.Fleet;
import org.sensorium.simulator.fleet.MetricPlan;
import org.sensorium.simulator.metrics.MetricsPage;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.publish.Accounts;
import org.sensorium.simulator.publish.FleetPublisher;
import org.sensorium.simulator.publish.Limits;
import org.sensorium.simulator.publish.Outcomes;
import org.sensorium.simulator.publish.SensorFleet;
import org.sensorium.simulator.publish.SignIn;
import org.sensorium.simulator.settings.Surroundings;
import org.sensorium.simulator.verify.Ledger;
import org.sensorium.simulator.verify.Proof;
import org.sensorium.simulator.verify.SqlViews;
import org.sensorium.simulator.verify.Verdict;

/** One simulation from registration to report. */
final class Simulation {
    /** Messages under way: some seconds at the rates of one machine. */
    private static final Limits LIMITS = new Limits(20, 50_000, true, Duration.ofMillis(500));

    private final SimulationPlan plan;
    private final Surroundings surroundings;
    private final Progress progress;
    private final BooleanSupplier stop;

    /**
     * What shall come of it besides the readings.
     *
     * @param verify whether to prove it afterwards
     * @param json where the result goes
     * @param labels where the truth about anomalies goes
     * @param metricsPort where figures are served
     */
    record Wishes(
            boolean verify,
            @Nullable Path json,
            @Nullable Path labels,
            @Nullable Integer metricsPort) {}

    Simulation(
            SimulationPlan plan,
            Surroundings surroundings,
            Progress progress,
            BooleanSupplier stop) {
        this.plan = plan;
        this.surroundings = surroundings;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Runs it.
     *
     * @return whether all went well: all acknowledged and, if asked for, proven
     */
    boolean run(Wishes wishes) throws IOException, InterruptedException {
        Fleet fleet = plan.fleet();
        // Fails early, before any sensor is registered, if the rate is out of reach.
        plan.schedule(fleet, 0);
        try (SqlViews views = wishes.verify() ? SqlViews.open(surroundings) : null) {
            List<String> passwords =
                    new FleetRegistration(surroundings, progress).register(fleet, plan);
            Accounts accounts = new Accounts();
            Ledger ledger = new Ledger();
            fleet.sensors()
                    .forEach(
                            s ->
                                    ledger.addSensor(
                                            s.id(),
                                            s.metrics().stream().map(MetricPlan::name).toList()));
            Outcomes outcomes = views == null ? Outcomes.NONE : ledger;
            RunReport report;
            Instant begin = views == null ? Instant.EPOCH : views.now();
            List<String> ids = fleet.sensors().stream().map(s -> s.id()).toList();
            try (SensorFleet connections = new SensorFleet(surroundings.mqttUrl());
                    FleetPublisher publisher =
                            new FleetPublisher(
                                    connections.of(ids, passwords),
                                    LIMITS,
                                    accounts,
                                    outcomes,
                                    System::nanoTime);
                    MetricsPage page = metrics(wishes.metricsPort(), accounts)) {
                if (page != null) {
                    progress.say("metrics at " + page.url());
                }
                new SignIn(publisher, accounts)
                        .all(
                                fleet.sensors().size(),
                                stop,
                                in ->
                                        progress.update(
                                                () ->
                                                        "signing in: "
                                                                + Progress.count(in)
                                                                + " of "
                                                                + Progress.count(ids.size())));
                report = publish(fleet, publisher, accounts, wishes.labels());
            }
            progress.wipe();
            report.lines().forEach(progress::say);
            Verdict verdict =
                    views == null ? null : new Proof(ledger, views, begin, progress, stop).prove();
            if (wishes.json() != null) {
                report.write(wishes.json(), verdict);
            }
            return report.settled()
                    && accounts.refusedMessages() == 0
                    && (verdict == null || verdict.holds());
        }
    }

    private RunReport publish(
            Fleet fleet, FleetPublisher publisher, Accounts accounts, @Nullable Path labels)
            throws IOException, InterruptedException {
        CountingLog truth = new CountingLog();
        try (LabelsFile file = labels == null ? null : new LabelsFile(labels, fleet)) {
            truth.file = file;
            Schedule schedule = plan.schedule(fleet, System.currentTimeMillis());
            Composer composer =
                    new Composer(fleet, plan.anomalyPlan(schedule), plan.malformed(), truth);
            RunLine line = new RunLine(accounts, plan.duration(), System::nanoTime);
            FleetRun run =
                    new FleetRun(
                            plan,
                            schedule,
                            composer,
                            publisher,
                            progress,
                            line,
                            stop,
                            System::nanoTime);
            progress.say(
                    Progress.count(plan.sensors())
                            + " sensors publish "
                            + Progress.count(Math.round(plan.rate()))
                            + " readings a second in "
                            + Progress.count(Math.round(schedule.messagesPerSecond()))
                            + " messages"
                            + (plan.duration() == null
                                    ? ", until stopped"
                                    : " for " + plan.duration().toSeconds() + " s"));
            long start = System.nanoTime();
            boolean settled = run.run();
            return new RunReport(
                    plan,
                    accounts,
                    (System.nanoTime() - start) / 1e9,
                    run.late(),
                    run.repeated(),
                    run.skipped(),
                    truth.count,
                    settled);
        }
    }

    private static @Nullable MetricsPage metrics(@Nullable Integer port, Accounts accounts)
            throws IOException {
        return port == null ? null : new MetricsPage(port, accounts);
    }

    /** Counts anomalies, and hands them on to the labels file if there is one. */
    private static final class CountingLog implements AnomalyLog {
        private @Nullable LabelsFile file;
        private long count;

        @Override
        public void ended(
                int sensor, int metric, AnomalyKind kind, long fromMillis, long toMillis) {
            count++;
            if (file != null) {
                file.ended(sensor, metric, kind, fromMillis, toMillis);
            }
        }
    }
}
