package org.sensorium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.HomeLock;
import picocli.CommandLine;

/** Stops what runs on this home, however it was started; content when nothing does. */
@CommandLine.Command(name = "down", description = "Stops Sensorium, losing nothing.")
final class DownCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 180;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Launcher.settings();
        Home home = settings.home();
        if (!Files.isDirectory(home.run())) {
            System.out.println("nothing runs on " + home.root());
            return 0;
        }
        OptionalLong holder = HomeLock.holder(home);
        if (holder.isPresent()) {
            System.out.println("stopping Sensorium on " + home.root());
            ProcessHandle.of(holder.getAsLong()).ifPresent(ProcessHandle::destroy);
            for (int second = 0; HomeLock.holder(home).isPresent(); second++) {
                if (second == PATIENCE_SECONDS) {
                    throw new IOException(
                            "process "
                                    + holder.getAsLong()
                                    + " still runs after "
                                    + PATIENCE_SECONDS
                                    + " s: see "
                                    + home.log("launcher"));
                }
                if (second % 10 == 9) {
                    System.out.println("still stopping");
                }
                Thread.sleep(1000);
            }
        }
        Optional<HomeLock> lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            throw new IOException(
                    "somebody is starting Sensorium on " + home.root() + " at this very moment");
        }
        try (HomeLock held = lock.get()) {
            boolean left = new Leftovers(settings, System.out::println).stop();
            System.out.println(
                    left || holder.isPresent() ? "stopped" : "nothing runs on " + home.root());
            Files.deleteIfExists(home.run().resolve("parts"));
            return held == null ? 1 : 0;
        }
    }
}
