package org.sensorium.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sensorium.launcher.home.Home;

/** Starts a launcher that outlives this terminal, and waits here until it says that all is up. */
final class Background {
    private final Home home;
    private final Path output;
    private final Path success;

    Background(Home home) {
        this.home = home;
        this.output = home.logs().resolve("launcher.out");
        this.success = home.run().resolve("up");
    }

    /** Tells the process that waits, if one does. */
    static void announceSuccess(Home home) throws IOException {
        Files.writeString(new Background(home).success, ProcessHandle.current().pid() + "\n");
    }

    /** Returns 0 when all is up, 1 when it could not be started. */
    int start(boolean noFleet) throws IOException, InterruptedException {
        Files.deleteIfExists(success);
        Files.deleteIfExists(output);
        Process launcher =
                new ProcessBuilder(command(noFleet))
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start();
        Thread onInterrupt = new Thread(() -> giveUp(launcher), "give-up");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        long shown = 0;
        boolean up = false;
        while (launcher.isAlive() && !up) {
            up =
                    Files.exists(success)
                            && Files.readString(success)
                                    .strip()
                                    .equals(Long.toString(launcher.pid()));
            shown = show(shown);
            if (!up) {
                launcher.waitFor(200, TimeUnit.MILLISECONDS);
            }
        }
        show(shown);
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
        return up && launcher.isAlive() ? 0 : 1;
    }

    private List<String> command(boolean noFleet) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Dsensorium.tty=false");
        command.add("-Dsensorium.root=" + System.getProperty("sensorium.root", "."));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(List.of("up", "--background"));
        if (noFleet) {
            command.add("--no-fleet");
        }
        return command;
    }

    private long show(long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            byte[] fresh = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(fresh);
            System.out.print(new String(fresh, StandardCharsets.UTF_8));
            System.out.flush();
            return from + fresh.length;
        }
    }

    private void giveUp(Process launcher) {
        launcher.destroy();
        try {
            launcher.waitFor(2, TimeUnit.MINUTES);
            show(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("sensorium: see " + home.logs() + " (" + e.getMessage() + ")");
        }
    }
}
