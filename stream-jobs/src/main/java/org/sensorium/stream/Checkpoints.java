package org.sensorium.stream;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The retained checkpoints on disk, one folder for each run of the job, in it one for each
 * checkpoint. A checkpoint is complete once its metadata file is there: Flink moves it into place
 * as the last step.
 */
final class Checkpoints {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private final Path folder;

    Checkpoints(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /**
     * The newest one that can be restored, of whatever run. Those that are newer and cannot be are
     * set aside, so that nobody tries them again.
     */
    Optional<Path> restorable() throws IOException {
        List<Path> newestFirst =
                metadata(folder, 3).stream()
                        .sorted(Comparator.comparing(Checkpoints::modified).reversed())
                        .toList();
        for (Path metadata : newestFirst) {
            Optional<String> fault = CheckpointFiles.fault(metadata);
            if (fault.isEmpty()) {
                return Optional.of(metadata).map(Path::getParent);
            }
            log.error(
                    "checkpoint {} cannot be restored, trying an older one: {}",
                    metadata.getParent(),
                    fault.get());
            Files.move(
                    metadata,
                    metadata.resolveSibling("_metadata.damaged"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.empty();
    }

    /** Removes what earlier runs left that holds no checkpoint (any more). */
    void removeEmptyRuns() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> runs;
        try (Stream<Path> entries = Files.list(folder)) {
            runs = entries.filter(Files::isDirectory).toList();
        }
        for (Path run : runs) {
            if (metadata(run, 2).isEmpty()) {
                delete(run);
            }
        }
    }

    /**
     * Metadata files so deep below; what a running job moves or removes meanwhile is passed over.
     */
    private static List<Path> metadata(Path root, int depth) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                root,
                EnumSet.noneOf(FileVisitOption.class),
                depth,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (isMetadata(file)) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        return passOver(e);
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException e) throws IOException {
                        return e == null ? FileVisitResult.CONTINUE : passOver(e);
                    }
                });
        return found;
    }

    private static FileVisitResult passOver(IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    private static boolean isMetadata(Path path) {
        @Nullable Path name = path.getFileName();
        return name != null && name.toString().equals("_metadata");
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // gone meanwhile
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
