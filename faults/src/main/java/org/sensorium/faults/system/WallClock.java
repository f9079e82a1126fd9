package org.sensorium.faults.system;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A wall clock for all processes of a system that can be set ahead while they run: {@code
 * faults/src/main/native/clock.c}, preloaded. Takes a C compiler.
 */
public final class WallClock {
    private static final String SOURCE = "faults/src/main/native/clock.c";

    private final Path library;
    private final Path file;

    private WallClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    private static Optional<Path> compiler() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(Pattern.quote(File.pathSeparator), -1))
                .map(folder -> Path.of(folder, "cc"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether there is a compiler. */
    public static boolean isPossible() {
        return compiler().isPresent();
    }

    /**
     * Makes one that goes right.
     *
     * @param root the checkout
     * @param folder where its two files go
     */
    public static WallClock make(Path root, Path folder) throws IOException, InterruptedException {
        Path compiler = compiler().orElseThrow(() -> new IOException("there is no cc"));
        Files.createDirectories(folder);
        WallClock made = new WallClock(folder.resolve("clock.so"), folder.resolve("clock"));
        Process process =
                new ProcessBuilder(
                                compiler.toString(),
                                "-shared",
                                "-fPIC",
                                "-O2",
                                "-o",
                                made.library.toString(),
                                root.resolve(SOURCE).toString(),
                                "-ldl")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("compiling " + SOURCE + " failed: " + said);
        }
        made.ahead(Duration.ZERO);
        return made;
    }

    /** What the system has to be started with. */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "WALL_CLOCK_AHEAD", file.toString());
    }

    /** Sets it, from one moment to the next. */
    public void ahead(Duration byHowMuch) throws IOException {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        seconds.putLong(byHowMuch.toSeconds()).flip();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(seconds, 0);
        }
    }
}
