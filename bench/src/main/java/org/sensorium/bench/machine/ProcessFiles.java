package org.sensorium.bench.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads /proc (proc(5)). A process that is gone uses nothing. */
public final class ProcessFiles {
    /** sysconf(_SC_CLK_TCK), which is 100 on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;
    private static final String GONE = "No such process";
    private static final long BYTES_PER_KILOBYTE = 1024;

    private ProcessFiles() {}

    /** CPU seconds of a process and of its children that have ended. */
    public static double cpuSeconds(long pid) throws IOException {
        List<String> fields = stat(pid);
        double ticks = 0;
        for (int i = USER_TIME; i < fields.size() && i <= CHILDREN_SYSTEM_TIME; i++) {
            ticks += Double.parseDouble(fields.get(i));
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Memory that it holds, what it shares with others divided among them, bytes. */
    public static long proportionalBytes(long pid) throws IOException {
        return kilobytes(pid, "smaps_rollup", "Pss:") * BYTES_PER_KILOBYTE;
    }

    /** Processes that it has started and that still run. */
    public static List<Long> children(long pid) throws IOException {
        List<Long> children = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : all) {
                long id = Long.parseLong(process.getFileName().toString());
                List<String> fields = stat(id);
                if (fields.size() > PARENT && Long.parseLong(fields.get(PARENT)) == pid) {
                    children.add(id);
                }
            }
        }
        return children;
    }

    /** The fields behind the command, whose name may hold anything. */
    private static List<String> stat(long pid) throws IOException {
        String text = read(pid, "stat");
        int end = text.lastIndexOf(')');
        return end < 0 ? List.of() : List.of(text.substring(end + 2).split(" "));
    }

    private static long kilobytes(long pid, String file, String name) throws IOException {
        return read(pid, file)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static String read(long pid, String file) throws IOException {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (FileSystemException e) {
            if (GONE.equals(e.getReason())) {
                return ""; // ended, though its parent has not been told yet
            }
            throw e;
        }
    }
}
