package org.sensorium.launcher.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one launcher that runs on a home; the system gives it back however that launcher
 * ends.
 */
public final class HomeLock implements AutoCloseable {
    private static final String PART = "launcher";
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 20_000_000;

    private final Home home;
    private final FileChannel channel;

    private HomeLock(Home home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /** Takes the lock and writes our process id, or gives nothing if another launcher has it. */
    public static Optional<HomeLock> take(Home home) throws IOException {
        Optional<FileChannel> locked = lock(home);
        for (int i = 1; locked.isEmpty() && i < ATTEMPTS; i++) {
            // A 'status' that looks who holds the lock holds it itself for an instant.
            LockSupport.parkNanos(PAUSE_NANOS);
            locked = lock(home);
        }
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        Files.writeString(home.pid(PART), ProcessHandle.current().pid() + "\n");
        return Optional.of(new HomeLock(home, locked.get()));
    }

    /** The process id of the launcher that holds the lock now. */
    public static OptionalLong holder(Home home) throws IOException {
        if (!Files.isDirectory(home.run())) {
            return OptionalLong.empty();
        }
        Optional<FileChannel> free = lock(home);
        if (free.isPresent()) {
            free.get().close();
            return OptionalLong.empty();
        }
        return home.readPid(PART);
    }

    /**
     * For what needs a running system.
     *
     * @param advice what to do if there is none
     * @throws IOException if none runs on that home, with the advice
     */
    public static void requireRunning(Home home, String advice) throws IOException {
        if (holder(home).isEmpty() || !Files.exists(home.credentials())) {
            throw new IOException("Sensorium does not run on " + home.root() + ": " + advice);
        }
    }

    private static Optional<FileChannel> lock(Home home) throws IOException {
        Path file = home.run().resolve("launcher.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: taken, like any other.
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(home.pid(PART));
        channel.close();
    }
}
