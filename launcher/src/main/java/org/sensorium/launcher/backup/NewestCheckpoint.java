package org.sensorium.launcher.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The job's newest complete checkpoint, copied while the job goes on making new ones and removing
 * old ones. What is in one lies all in its own folder, and is found again wherever that is put.
 */
final class NewestCheckpoint {
    private static final int ATTEMPTS = 5;
    private static final String COMPLETE = "_metadata";

    private final Path checkpoints;

    /**
     * @param checkpoints a folder for each run of the job, in it one for each checkpoint
     */
    NewestCheckpoint(Path checkpoints) {
        this.checkpoints = checkpoints;
    }

    /**
     * Copies it into the folder, which is made.
     *
     * @return whether there was one
     * @throws IOException if it cannot be copied, or the job is always faster
     */
    boolean copyTo(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<Path> newest = newest();
            if (newest.isEmpty()) {
                return false;
            }
            try {
                copy(newest.get(), folder);
                return true;
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(checkpoints)) {
            return runs.flatMap(NewestCheckpoint::entries)
                    .filter(checkpoint -> Files.exists(checkpoint.resolve(COMPLETE)))
                    .max(Comparator.comparingLong(NewestCheckpoint::completedMillis));
        }
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // gone meanwhile
        }
    }

    private static long completedMillis(Path checkpoint) {
        try {
            return Files.getLastModifiedTime(checkpoint.resolve(COMPLETE)).toMillis();
        } catch (IOException e) {
            return 0; // gone meanwhile
        }
    }

    private static void copy(Path checkpoint, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path each : old.toList()) {
                Files.delete(each);
            }
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(checkpoint)) {
            files = entries.toList();
        }
        for (Path file : files) {
            Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
        }
        // Flink removes it first: as long as it is there, so is the rest.
        if (!Files.exists(checkpoint.resolve(COMPLETE))) {
            throw new NoSuchFileException(checkpoint.toString());
        }
    }
}
