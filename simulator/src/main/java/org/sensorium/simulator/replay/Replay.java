package org.sensorium.simulator.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.publish.Accounts;
import org.sensorium.simulator.publish.FleetPublisher;
import org.sensorium.simulator.publish.Limits;
import org.sensorium.simulator.publish.Message;
import org.sensorium.simulator.publish.Outcomes;
import org.sensorium.simulator.publish.SensorFleet;
import org.sensorium.simulator.publish.SignIn;
import org.sensorium.simulator.register.Console;
import org.sensorium.simulator.register.Registrar;
import org.sensorium.simulator.register.SensorRegistration;
import org.sensorium.simulator.settings.Surroundings;

/** One replay from registration to report. */
final class Replay {
    /**
     * One message of a sensor at a time: the first of two values for one moment is the one that is
     * kept, so their order must hold even when the broker puts one off.
     */
    private static final Limits LIMITS = new Limits(1, 1000, true, Duration.ofMillis(500));

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<Path> files;
    private final Wishes wishes;
    private final Surroundings surroundings;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final Accounts accounts = new Accounts();

    /**
     * How.
     *
     * @param speed how many times faster than recorded; infinite: as fast as it is taken
     * @param loop whether to begin again at the end
     */
    record Wishes(double speed, boolean loop) {}

    Replay(
            List<Path> files,
            Wishes wishes,
            Surroundings surroundings,
            Progress progress,
            BooleanSupplier stop) {
        this.files = List.copyOf(files);
        this.wishes = wishes;
        this.surroundings = surroundings;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Runs it.
     *
     * @return whether every row was published and acknowledged
     */
    boolean run() throws IOException, InterruptedException {
        RecordedSensors sensors =
                RecordedSensors.in(
                        files,
                        rows ->
                                progress.update(
                                        () -> "reading: " + Progress.count(rows) + " rows"));
        progress.say(
                "%s rows of %s sensors, %s of them distinct"
                        .formatted(
                                Progress.count(sensors.rows()),
                                Progress.count(sensors.ids().size()),
                                Progress.count(sensors.distinctRows())));
        sensors.examples().forEach(example -> progress.say("not published: " + example));
        if (sensors.ids().isEmpty()) {
            progress.say("nothing to publish");
            return sensors.rows() == 0;
        }
        List<String> passwords = register(sensors.registrations());
        boolean settled;
        long start = System.nanoTime();
        try (SensorFleet connections = new SensorFleet(surroundings.mqttUrl());
                FleetPublisher publisher =
                        new FleetPublisher(
                                connections.of(sensors.ids(), passwords),
                                LIMITS,
                                accounts,
                                Outcomes.NONE,
                                System::nanoTime)) {
            new SignIn(publisher, accounts)
                    .all(
                            sensors.ids().size(),
                            stop,
                            in -> progress.update(() -> "signing in: " + Progress.count(in)));
            start = System.nanoTime();
            do {
                publish(sensors, publisher);
            } while (wishes.loop() && !stop.getAsBoolean());
            settled = publisher.awaitSettled(PATIENCE, () -> show(sensors));
        }
        progress.say(
                "acknowledged: %s readings in %.1f s%s"
                        .formatted(
                                Progress.count(accounts.acknowledgedReadings()),
                                (System.nanoTime() - start) / 1e9,
                                accounts.refusedMessages() == 0
                                        ? ""
                                        : ", refused: " + accounts.refusals()));
        if (!stop.getAsBoolean()) {
            new StoredCounts(surroundings, progress, stop).await(sensors);
        }
        return settled && accounts.refusedMessages() == 0 && sensors.examples().isEmpty();
    }

    private List<String> register(List<SensorRegistration> registrations)
            throws InterruptedException {
        Registrar registrar = new Registrar(Console.of(surroundings));
        Map<String, String> passwords =
                registrar.register(
                        Map.of(RecordedSensors.DEPARTMENT, "Recordings"),
                        registrations,
                        done -> progress.update(() -> "registering: " + Progress.count(done)));
        registrar.completeMetrics(registrations);
        return registrations.stream().map(s -> passwords.getOrDefault(s.id(), "")).toList();
    }

    private void publish(RecordedSensors sensors, FleetPublisher publisher)
            throws IOException, InterruptedException {
        Bundles bundles = new Bundles(sensors.ids());
        long start = System.nanoTime();
        try (Tape tape =
                Double.isInfinite(wishes.speed())
                        ? new UnpacedTape(files)
                        : new PacedTape(files, wishes.speed())) {
            for (RecordedRow row = tape.next();
                    row != null && !stop.getAsBoolean();
                    row = tape.next()) {
                awaitDue(start + tape.dueNanos(), bundles, publisher, sensors);
                if (bundles.knows(row)) {
                    submit(bundles.add(row), publisher);
                }
                show(sensors);
            }
        }
        submit(bundles, publisher);
    }

    private void awaitDue(
            long dueNanos, Bundles bundles, FleetPublisher publisher, RecordedSensors sensors)
            throws InterruptedException {
        long left = dueNanos - System.nanoTime();
        if (left <= 0) {
            return;
        }
        // What is due has gone out before there is a wait; a bundle never delays a reading.
        submit(bundles, publisher);
        while (left > 0 && !stop.getAsBoolean()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TICK_NANOS));
            publisher.tick();
            show(sensors);
            left = dueNanos - System.nanoTime();
        }
    }

    private void submit(Bundles bundles, FleetPublisher publisher) throws InterruptedException {
        for (Message message : bundles.drain()) {
            submit(message, publisher);
        }
    }

    private void submit(@Nullable Message message, FleetPublisher publisher)
            throws InterruptedException {
        if (message != null) {
            publisher.submit(message, stop);
        }
    }

    private boolean show(RecordedSensors sensors) {
        progress.update(
                () -> {
                    long done = accounts.acknowledgedReadings();
                    return (wishes.loop()
                                    ? "replaying"
                                    : Progress.bar(done / (double) sensors.rows()))
                            + "  acknowledged "
                            + Progress.count(done)
                            + "  outstanding "
                            + Progress.count(accounts.outstandingMessages())
                            + " messages";
                });
        return true;
    }
}
