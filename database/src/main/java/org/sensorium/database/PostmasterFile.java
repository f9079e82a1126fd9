package org.sensorium.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The {@code postmaster.pid} of a data directory: who runs, or ran, on it. */
final class PostmasterFile {
    private final Path dataDirectory;
    private final Path file;

    PostmasterFile(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
        this.file = dataDirectory.resolve("postmaster.pid");
    }

    /** The server that runs on this data directory now, if one does. */
    OptionalLong running() throws IOException {
        OptionalLong pid = pid();
        if (pid.isEmpty()
                || ProcessHandle.of(pid.getAsLong()).filter(ProcessHandle::isAlive).isEmpty()) {
            return OptionalLong.empty();
        }
        // The id may belong to somebody else by now: a postmaster's working directory is its data
        // directory.
        Path current = Path.of("/proc", Long.toString(pid.getAsLong()), "cwd");
        try {
            boolean same = Files.isSameFile(current, dataDirectory);
            return same ? pid : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Removes what a killed server left. PostgreSQL does so by itself, except when the process id
     * has been given to another process of the same account since.
     */
    void removeIfStale() throws IOException {
        if (running().isEmpty()) {
            Files.deleteIfExists(file);
        }
    }

    private OptionalLong pid() throws IOException {
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        return parse(Files.readAllLines(file));
    }

    static OptionalLong parse(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,18}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(lines.get(0).strip()));
    }
}
