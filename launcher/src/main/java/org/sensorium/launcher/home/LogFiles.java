package org.sensorium.launcher.home;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The parts' logs: their last lines, and their length kept within bounds while the parts go on
 * writing.
 */
public final class LogFiles {
    private static final long LARGE_BYTES = 64L << 20;
    private static final int LOOK_BACK_BYTES = 1 << 18;

    private LogFiles() {}

    /** At most so many last lines of the file; none if it does not exist. */
    public static List<String> tail(Path file, int lines) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, log.length() - LOOK_BACK_BYTES);
            byte[] end = new byte[(int) (log.length() - start)];
            log.seek(start);
            log.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            int cutOff = start > 0 ? 1 : 0; // the first line is probably a torn one
            return all.subList(
                    Math.max(Math.min(cutOff, all.size()), all.size() - lines), all.size());
        }
    }

    /**
     * Moves what is in files that have grown large to {@code .1} beside them. The writers append
     * and never notice; lines written in between are lost.
     */
    public static void rotateLarge(Path directory) throws IOException {
        rotateLarger(directory, LARGE_BYTES);
    }

    static void rotateLarger(Path directory, long bytes) throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "*.{log,out}")) {
            for (Path log : logs) {
                if (Files.size(log) > bytes) {
                    Files.copy(
                            log,
                            log.resolveSibling(log.getFileName() + ".1"),
                            StandardCopyOption.REPLACE_EXISTING);
                    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                        channel.truncate(0);
                    }
                }
            }
        }
    }
}
