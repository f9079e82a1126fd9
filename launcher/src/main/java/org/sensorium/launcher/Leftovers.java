package org.sensorium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.sensorium.launcher.database.DatabaseChoice;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.parts.Parts;

/**
 * Parts that still run although their launcher was killed. Whoever uses this holds the home's lock.
 */
final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Settings settings;
    private final Home home;
    private final Consumer<String> progress;

    Leftovers(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.home = settings.home();
        this.progress = progress;
    }

    /**
     * Stops them in order.
     *
     * @return whether there were any
     */
    boolean stop() throws IOException {
        boolean any = false;
        for (String part : Parts.STOPPING) {
            if (part.equals(Parts.DATABASE)) {
                any |= DatabaseChoice.stopLeftBehind(settings, progress);
            } else {
                any |= stopProcess(part);
            }
            Files.deleteIfExists(home.pid(part));
            Files.deleteIfExists(home.url(part));
        }
        return any;
    }

    private boolean stopProcess(String part) throws IOException {
        OptionalLong pid = home.readPid(part);
        Optional<ProcessHandle> process =
                pid.isEmpty() ? Optional.empty() : ProcessHandle.of(pid.getAsLong());
        if (process.isEmpty() || !isOurs(process.get(), part)) {
            return false;
        }
        progress.accept(
                part
                        + " of an earlier start still runs (process "
                        + pid.getAsLong()
                        + "): stopping it");
        process.get().destroy();
        if (!ended(process.get(), part)) {
            process.get().destroyForcibly();
            ended(process.get(), part);
        }
        return true;
    }

    /** The id may have been given to somebody else since. */
    private boolean isOurs(ProcessHandle process, String part) {
        boolean named =
                process.info()
                        .arguments()
                        .map(
                                arguments ->
                                        Arrays.asList(arguments)
                                                .contains("-Dsensorium.part=" + part))
                        .orElse(false);
        Path directory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return named && (!Files.exists(directory) || Files.isSameFile(directory, home.root()));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Looks by itself: Java looks after processes that are not its children at ever longer
     * intervals. What is ours no longer has ended, even if nobody has buried it.
     */
    private boolean ended(ProcessHandle process, String part) throws IOException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (process.isAlive() && isOurs(process, part)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a process stopped", e);
            }
        }
        return true;
    }
}
