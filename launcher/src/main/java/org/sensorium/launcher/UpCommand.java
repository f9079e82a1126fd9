package org.sensorium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.sensorium.database.ProvisioningException;
import org.sensorium.launcher.health.PartHealth;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.HomeLock;
import org.sensorium.launcher.home.LogFiles;
import org.sensorium.launcher.ports.PortCheck;
import org.sensorium.launcher.statusline.StatusLine;
import org.sensorium.launcher.statusline.Terminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Starts everything, shows how it fares, stops everything at the end. */
@CommandLine.Command(
        name = "up",
        description = "Starts Sensorium and shows how it fares; Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {
    private static final int LAST_LINES = 15;
    private static final int NOTES_SECONDS = 3;

    @CommandLine.Option(
            names = "--detach",
            description = "Run in the background; return when all is healthy.")
    private boolean detach;

    @CommandLine.Option(names = "--no-fleet", description = "Without the demonstration fleet.")
    private boolean noFleet;

    @CommandLine.Option(names = "--background", hidden = true)
    private boolean background;

    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Launcher.settings();
        Home home = settings.home();
        boolean isNew = !Files.exists(home.root());
        if (isNew) {
            // Nothing of ours can sit on them, and whoever is refused finds nothing of ours
            // afterwards; no log either, so up to here nobody may have asked for a logger.
            checkPorts(settings);
        }
        home.prepare();
        Terminal terminal =
                new Terminal(
                        System.out,
                        Boolean.getBoolean("sensorium.tty"),
                        Integer.getInteger("sensorium.columns", 120));
        int exit = up(settings, terminal);
        if (exit != 0 && isNew && home.isUnused()) {
            home.remove();
        }
        return exit;
    }

    private int up(Settings settings, Terminal terminal) throws IOException, InterruptedException {
        Home home = settings.home();
        if (!background) {
            Variables.suspicious(settings.environment()).forEach(terminal::show);
        }
        OptionalLong holder = HomeLock.holder(home);
        if (holder.isPresent()) {
            throw alreadyRuns(home, holder);
        }
        if (detach) {
            int exit = new Background(home).start(noFleet);
            if (exit == 0) {
                Welcome.show(settings, terminal);
            }
            return exit;
        }
        HomeLock lock =
                HomeLock.take(home).orElseThrow(() -> alreadyRuns(home, OptionalLong.empty()));
        new Leftovers(settings, terminal::say).stop();
        checkPorts(settings);
        return run(settings, terminal, lock);
    }

    private int run(Settings settings, Terminal terminal, HomeLock lock)
            throws IOException, InterruptedException {
        Home home = settings.home();
        long began = System.nanoTime();
        Running running = new Running(settings, terminal::say);
        Thread atExit = new Thread(() -> stopAtExit(running, terminal, lock), "stop");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            running.start(!noFleet);
        } catch (IOException | RuntimeException e) {
            if (over.getCount() == 0) {
                over.await(); // Ctrl-C while starting: the hook stops it all and ends this process
                Thread.sleep(TimeUnit.MINUTES.toMillis(5));
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
            terminal.say("starting failed, stopping what was started");
            running.stop();
            lock.close();
            explain(home, terminal, e);
            return 1;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        terminal.say("Sensorium is up after " + seconds + " s");
        if (!background) { // otherwise this goes into a file, and the command that waits says it
            Welcome.show(settings, terminal);
        }
        Background.announceSuccess(home);
        watch(running, terminal, home);
        return 0;
    }

    private void stopAtExit(Running running, Terminal terminal, HomeLock lock) {
        over.countDown();
        running.stop();
        try {
            lock.close();
        } catch (IOException e) {
            terminal.say(
                    "the lock could not be given back: "
                            + e.getMessage()); // the system does so in a moment
        }
        terminal.say("Sensorium is stopped");
        Runtime.getRuntime().halt(0); // asked for and done in good order, whatever the signal was
    }

    private static void checkPorts(Settings settings) throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        settings.portsInUse().forEach(key -> ports.put(key, settings.port(key)));
        List<String> taken = PortCheck.taken(ports);
        if (!taken.isEmpty()) {
            throw new IOException(String.join("\nsensorium: ", taken));
        }
    }

    /**
     * Made at its first use: the log lies in the home, which a start that is refused does not make.
     */
    private static Logger log() {
        return LoggerFactory.getLogger(UpCommand.class);
    }

    private static IOException alreadyRuns(Home home, OptionalLong holder) {
        return new IOException(
                "Sensorium already runs on "
                        + home.root()
                        + (holder.isPresent() ? " (process " + holder.getAsLong() + ")" : "")
                        + ": see bin/sensorium status, stop it with bin/sensorium down, or set SENSORIUM_HOME and other"
                        + " ports for a second one");
    }

    private static void explain(Home home, Terminal terminal, Exception e) throws IOException {
        if (e instanceof StartFailure failure) {
            Path log = home.log(failure.part());
            List<String> lines = LogFiles.tail(log, LAST_LINES);
            if (!lines.isEmpty()) {
                terminal.show("--- the last lines of " + log);
                lines.forEach(terminal::show);
                terminal.show("---");
            }
        }
        if (e instanceof RuntimeException) {
            log().error("starting failed", e);
        }
        terminal.say(
                "sensorium: "
                        + (e instanceof ProvisioningException
                                ? "there is no TimescaleDB to be had, see above" // said as it came
                                : e.getMessage()));
    }

    private void watch(Running running, Terminal terminal, Home home) throws InterruptedException {
        int every = background ? 60 : 1;
        StatusLine line = new StatusLine();
        String notes = "";
        for (int second = 0; !over.await(1, TimeUnit.SECONDS); second++) {
            if (second % 60 == 0) {
                rotate(home, terminal);
            }
            try {
                if (second % Math.max(every, NOTES_SECONDS) == 0) {
                    notes = notes(running.health());
                }
                String shown =
                        second % every == 0
                                ? line.render(Instant.now(), running.metrics(), notes)
                                : "";
                if (!shown.isEmpty() && over.getCount() > 0) {
                    terminal.status(shown);
                }
            } catch (RuntimeException e) {
                // What cannot be shown is no reason to stop what runs.
                log().error("the status cannot be shown", e);
            }
        }
        Thread.sleep(
                TimeUnit.MINUTES.toMillis(
                        5)); // the hook ends this process as soon as all is stopped
    }

    private static String notes(List<PartHealth> health) {
        return health.stream()
                .filter(part -> !part.healthy())
                .map(part -> part.name() + " " + part.state().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static void rotate(Home home, Terminal terminal) {
        try {
            if (Files.isDirectory(home.logs())) {
                LogFiles.rotateLarge(home.logs());
            }
        } catch (IOException e) {
            terminal.say("a log that has grown large cannot be moved away: " + e.getMessage());
        }
    }
}
