package org.sensorium.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sensorium.testbed.Copy;

/**
 * Looks at the parts while they are being broken: whether their health tells of it, and whether a
 * part dies that nobody killed. A thread of its own.
 */
final class Watcher implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;

    private final Copy copy;
    private final Map<String, Long> pids = new HashMap<>();
    private final Set<String> changed = new TreeSet<>();
    private final Thread thread = new Thread(this::watch, "watcher");
    private final Map<String, Long> largest = new ConcurrentHashMap<>();
    private volatile boolean unhealthy;
    private volatile boolean over;

    Watcher(Copy copy) {
        this.copy = copy;
        look();
        changed.clear();
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether a part has said since the last question that it is not well. */
    boolean wasUnhealthy() {
        boolean was = unhealthy;
        unhealthy = false;
        return was;
    }

    /** The most memory that a part has had, MiB; 0 if it never ran. */
    long largestMegabytes(String part) {
        return largest.getOrDefault(part, 0L);
    }

    /** The parts that are not the processes any more that they were at the last question. */
    Set<String> replaced() {
        look();
        synchronized (changed) {
            Set<String> now = new TreeSet<>(changed);
            changed.clear();
            return now;
        }
    }

    private void look() {
        synchronized (changed) {
            for (String part : Copy.PARTS) {
                OptionalLong pid = copy.pid(part);
                if (pid.isPresent()) {
                    largest.merge(part, residentMegabytes(pid.getAsLong()), Math::max);
                    Long before = pids.put(part, pid.getAsLong());
                    if (before == null || before != pid.getAsLong()) {
                        changed.add(part);
                    }
                }
            }
        }
    }

    private static long residentMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has just died, or this is no Linux
        }
    }

    private void watch() {
        while (!over) {
            look();
            if (!copy.isHealthy()) {
                unhealthy = true;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }
}
