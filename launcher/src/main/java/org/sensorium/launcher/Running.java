package org.sensorium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sensorium.launcher.database.DatabaseChoice;
import org.sensorium.launcher.database.Migration;
import org.sensorium.launcher.database.RunningDatabase;
import org.sensorium.launcher.flink.FlinkJob;
import org.sensorium.launcher.health.HealthProbe;
import org.sensorium.launcher.health.PartHealth;
import org.sensorium.launcher.home.EnvFile;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.launcher.parts.Parts;
import org.sensorium.launcher.supervise.Startable;
import org.sensorium.launcher.supervise.Supervised;
import org.sensorium.sink.schema.Schema;

/**
 * All parts of one home, from their start to their stop. One thread starts, any thread may stop,
 * also while the start is still under way.
 */
final class Running {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration GRACE = Duration.ofSeconds(45);
    private static final Duration FIRST_WORD = Duration.ofSeconds(3);
    private static final Duration WORD_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Settings settings;
    private final Home home;
    private final HealthProbe probe;
    private final Consumer<String> progress;
    private final Map<String, Supervised> parts = new LinkedHashMap<>();
    private final ScheduledExecutorService restarts =
            Executors.newScheduledThreadPool(
                    2,
                    task -> {
                        Thread thread = new Thread(task, "restarts");
                        thread.setDaemon(true);
                        return thread;
                    });
    private boolean stopping;

    Running(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.home = settings.home();
        this.probe = new HealthProbe(home);
        this.progress = progress;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws StartFailure if a part dies at its start or does not get ready in time
     * @throws IOException if something else stands in the way
     */
    void start(boolean withFleet) throws IOException {
        Secrets secrets = Secrets.of(home, Schema.ROLES, settings.adminPassword().orElse(null));
        RunningDatabase database = new DatabaseChoice(settings, secrets, progress).choose();
        if (database.part().isPresent()) {
            launch(database.part().get());
            progress.accept("database ready on port " + settings.port(Settings.DB_PORT));
        }
        Parts commands =
                new Parts(settings, secrets, new Migration(database, secrets, progress).run());
        progress.accept("database schema is current");
        EnvFile.write(home.credentials(), commands.credentials());

        launch(commands.gateway());
        awaitReady(Parts.GATEWAY);
        launch(job(commands));
        launch(commands.console());
        awaitReady(Parts.JOB);
        awaitReady(Parts.CONSOLE);
        prepareRestarts(); // before anybody minds that they stand still
        if (withFleet) {
            launch(commands.fleet());
            awaitReady(Parts.FLEET);
        }
    }

    private void prepareRestarts() {
        List<Supervised> all;
        synchronized (this) {
            all = List.copyOf(parts.values());
        }
        List<String> prepared =
                all.parallelStream()
                        .filter(Supervised::prepareRestart)
                        .map(Supervised::name)
                        .toList();
        if (!prepared.isEmpty()) {
            progress.accept("prepared for quicker restarts: " + String.join(", ", prepared));
        }
    }

    /**
     * Stops what runs, in an order in which nobody loses whom it still writes to. Returns when all
     * is stopped.
     */
    void stop() {
        List<Supervised> all;
        synchronized (this) {
            stopping = true;
            all = new ArrayList<>(parts.values());
            parts.clear();
        }
        restarts.shutdownNow();
        for (String name : Parts.STOPPING) {
            for (Supervised part : all) {
                if (part.name().equals(name)) {
                    progress.accept("stopping " + name);
                    part.stop(GRACE);
                }
            }
        }
        forget(all);
    }

    /** Files of parts that were dead already, and so could not remove them. */
    private void forget(List<Supervised> stopped) {
        try {
            for (Supervised part : stopped) {
                Files.deleteIfExists(home.pid(part.name()));
                Files.deleteIfExists(home.url(part.name()));
            }
            Files.deleteIfExists(home.run().resolve("parts"));
        } catch (IOException e) {
            progress.accept("traces in " + home.run() + " cannot be removed: " + e.getMessage());
        }
    }

    /** The parts that were started, in their order. */
    synchronized List<String> names() {
        return List.copyOf(parts.keySet());
    }

    /** How every part fares at this moment. */
    List<PartHealth> health() {
        return new HealthReport(settings, probe).of(HealthReport.withDatabase(names()));
    }

    /** The /metrics pages of those who have one, each with its own figures only. */
    List<String> metrics() {
        return names().stream()
                .flatMap(part -> probe.metrics(part).map(page -> ownFigures(part, page)).stream())
                .toList();
    }

    /** The console's page repeats those of the other parts, under a label that names the part. */
    static String ownFigures(String part, String page) {
        if (!part.equals(Parts.CONSOLE)) {
            return page;
        }
        return page.lines()
                .filter(line -> !line.contains("part=\"") || line.contains("part=\"console\""))
                .collect(Collectors.joining("\n"));
    }

    private Startable job(Parts commands) throws IOException {
        if (settings.flinkUrl().isEmpty()) {
            return commands.job();
        }
        Path run = home.run();
        return new FlinkJob(
                new FlinkJob.Spec(
                        Parts.JOB,
                        settings.flinkUrl().get(),
                        commands.jobJar(),
                        commands.jobEnvironment(),
                        home.root().resolve("job.savepoint"),
                        run.resolve("job.id"),
                        Duration.ofSeconds(1)));
    }

    private synchronized void launch(Startable part) throws IOException {
        if (stopping) {
            throw new IOException("stopped while starting");
        }
        Supervised supervised =
                new Supervised(
                        part,
                        Clock.systemUTC(),
                        (delay, task) -> {
                            var unused =
                                    restarts.schedule(
                                            task, delay.toMillis(), TimeUnit.MILLISECONDS);
                        },
                        progress);
        parts.put(part.name(), supervised);
        Files.write(home.run().resolve("parts"), parts.keySet());
        try {
            supervised.start();
        } catch (IOException e) {
            throw new StartFailure(
                    part.name(), part.name() + " cannot be started: " + e.getMessage());
        }
    }

    private void awaitReady(String name) throws IOException {
        long began = System.nanoTime();
        Duration nextWord = FIRST_WORD;
        while (true) {
            Supervised part;
            synchronized (this) {
                if (stopping) {
                    throw new IOException("stopped while starting");
                }
                part = Objects.requireNonNull(parts.get(name));
            }
            if (part.deaths() > 0) {
                throw new StartFailure(
                        name, name + " ended at its start (" + part.lastDeath() + ")");
            }
            PartHealth health = new HealthReport(settings, probe).of(List.of(name)).get(0);
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            if (health.ready()) {
                progress.accept(name + " ready after " + waited.toMillis() / 100 / 10.0 + " s");
                return;
            }
            if (waited.compareTo(PATIENCE) > 0) {
                throw new StartFailure(
                        name,
                        name
                                + " is not ready after "
                                + waited.toSeconds()
                                + " s: "
                                + reason(health));
            }
            if (waited.compareTo(nextWord) > 0) {
                progress.accept("waiting for " + name + ": " + reason(health));
                nextWord = waited.plus(WORD_INTERVAL);
            }
            pause();
        }
    }

    private static String reason(PartHealth health) {
        String complaint = health.complaint();
        return complaint.isEmpty() ? "it has not said yet that it is ready" : complaint;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        }
    }
}
