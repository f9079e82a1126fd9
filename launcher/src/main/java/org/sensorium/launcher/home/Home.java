package org.sensorium.launcher.home;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The folders below {@code SENSORIUM_HOME}. */
public record Home(Path root) {
    private static final long NEEDED_BYTES = 1_000_000_000L;

    /** Takes relative homes from the current directory. */
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Checks that there is room to work in and creates what is missing.
     *
     * @throws IOException naming the directory and what is wrong with it
     */
    public void prepare() throws IOException {
        checkRoom();
        try {
            for (Path directory : new Path[] {root, run(), logs(), root.resolve("data")}) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new IOException(
                    "cannot create "
                            + root
                            + ": "
                            + reason(e)
                            + "; set SENSORIUM_HOME to a directory that you may write",
                    e);
        }
        if (!Files.isWritable(root) || !Files.isWritable(run()) || !Files.isWritable(logs())) {
            throw new IOException(
                    "cannot write to "
                            + root
                            + ": it belongs to "
                            + Files.getOwner(root)
                            + "; set SENSORIUM_HOME to a directory of your own");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "you have no right to make " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException file) {
            return file.getFile() + " is a file";
        }
        return String.valueOf(e.getMessage());
    }

    /** Before anything is created: whoever is refused finds nothing of ours afterwards. */
    private void checkRoom() throws IOException {
        Path there = root;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        FileStore store = Files.getFileStore(there);
        long free = store.getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new IOException(
                    "the disk of "
                            + root
                            + " has "
                            + free / 1_000_000
                            + " MB left, "
                            + NEEDED_BYTES / 1_000_000
                            + " MB are needed: make room, or set SENSORIUM_HOME to a larger disk");
        }
    }

    /** Whether no start has ever come as far as a database: nobody would miss what is in here. */
    public boolean isUnused() {
        return !Files.exists(credentials()) && !Files.exists(postgres(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes all of it. */
    public void remove() throws IOException {
        remove(root);
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(directory)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    /**
     * Where the part puts its temporary files: what a life that was killed has left there is
     * removed.
     */
    public Path emptyTemporary(String part) throws IOException {
        Path temporary = temporary(part);
        remove(temporary);
        return Files.createDirectories(temporary);
    }

    /** Where the part puts its temporary files. */
    public Path temporary(String part) {
        return run().resolve("tmp").resolve(part);
    }

    /** Process ids, addresses and the lock. */
    public Path run() {
        return root.resolve("run");
    }

    /** A file for each part. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** The database's files, or a link to them. */
    public Path postgres() {
        return root.resolve("data").resolve("postgres");
    }

    /** What is made again if it is missing. */
    public Path cache() {
        return root.resolve("cache");
    }

    /** Sign-in for whoever uses the system; contract. */
    public Path credentials() {
        return root.resolve("credentials.env");
    }

    /** What the parts use among themselves. */
    public Path secrets() {
        return root.resolve("secrets.env");
    }

    /** The certificate that sensors trust, and its key. */
    public Path tls() {
        return root.resolve("tls");
    }

    /** What the job knows, a folder for each of its runs. */
    public Path checkpoints() {
        return root.resolve("data").resolve("checkpoints");
    }

    /** The part's log. */
    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** Holds the part's process id while it runs. */
    public Path pid(String part) {
        return run().resolve(part + ".pid");
    }

    /** Holds the address of the part's own /health and /metrics while it runs. */
    public Path url(String part) {
        return run().resolve(part + ".url");
    }

    /** The process id that was written for the part, whether it is alive or not. */
    public OptionalLong readPid(String part) {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(pid(part)).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
