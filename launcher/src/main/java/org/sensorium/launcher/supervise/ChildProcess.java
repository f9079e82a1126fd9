package org.sensorium.launcher.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sensorium.launcher.home.Home;

/**
 * A part that is a process of this machine. Its output goes to its log; its process id lies in the
 * home while it lives, so that {@code status} and {@code down} find it.
 *
 * @param command its first word is the program, a {@code java} or not
 * @param environment all of it: nothing is inherited
 */
public record ChildProcess(
        String name, List<String> command, Map<String, String> environment, Home home)
        implements Startable {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Set<Integer> KILLED = Set.of(128 + 9, 128 + 15);

    @Override
    public Life start() throws IOException {
        Files.deleteIfExists(home.url(name)); // the address of an earlier life answers for nobody
        home.emptyTemporary(name); // some libraries unpack there, and clean up only at their end
        List<String> all = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // Ctrl-C in the terminal is for the launcher, which then stops the parts in their
            // order.
            all.add(SETSID.toString());
        }
        all.add(command.get(0));
        all.addAll(classes().options());
        all.addAll(command.subList(1, command.size()));
        ProcessBuilder builder =
                new ProcessBuilder(all)
                        .directory(home.root().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name).toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Files.writeString(home.pid(name), process.pid() + "\n");
        return new ProcessLife(process, this);
    }

    @Override
    public boolean prepareRestart() {
        return classes().write();
    }

    private ClassArchive classes() {
        return new ClassArchive(home, name, command);
    }

    @Override
    public String toString() {
        return name; // the environment holds secrets
    }

    private record ProcessLife(Process process, ChildProcess part) implements Life {
        @Override
        public CompletableFuture<String> ended() {
            return process.onExit().thenApply(dead -> "exit code " + dead.exitValue());
        }

        /** By SIGKILL or SIGTERM; what ends itself or crashes has other exit codes. */
        @Override
        public boolean wasKilled() {
            return !process.isAlive() && KILLED.contains(process.exitValue());
        }

        @Override
        public boolean stop(Duration grace) {
            process.destroy();
            boolean inTime = waitFor(grace);
            if (!inTime) {
                process.destroyForcibly();
                waitFor(Duration.ofSeconds(5));
            }
            try {
                Files.deleteIfExists(part.home().pid(part.name()));
                Files.deleteIfExists(part.home().url(part.name()));
            } catch (IOException e) {
                return inTime; // a stale id or address is recognised as such by whoever reads it
            }
            return inTime;
        }

        private boolean waitFor(Duration time) {
            try {
                process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("the end of a process cannot be awaited", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
