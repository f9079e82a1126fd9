package org.sensorium.launcher.ports;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sensorium.database.FreePort;

/**
 * Finds out before anything is started whether the ports are free, and who sits on those that are
 * not.
 */
public final class PortCheck {
    private static final String LISTENING = "0A";

    private PortCheck() {}

    /**
     * A sentence for each port that is taken.
     *
     * @param ports port numbers by the name of the variable that sets them
     */
    public static List<String> taken(Map<String, Integer> ports) {
        List<String> faults = new ArrayList<>();
        ports.forEach(
                (key, port) -> {
                    if (!FreePort.isFree(port)) {
                        faults.add(
                                "port "
                                        + port
                                        + " is taken"
                                        + owner(port)
                                                .map(who -> " by " + who)
                                                .orElse(
                                                        " by somebody whom only root can see (ss -ltnp)")
                                        + ": stop that, or set "
                                        + key
                                        + " to another port");
                    }
                });
        return faults;
    }

    private static Optional<String> owner(int port) {
        try {
            OptionalLong inode = inodeOf(port);
            return inode.isEmpty() ? Optional.empty() : processOf(inode.getAsLong());
        } catch (IOException e) {
            return Optional.empty(); // no /proc, or not ours to see: the sentence does without
        }
    }

    private static OptionalLong inodeOf(int port) throws IOException {
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                OptionalLong inode = listener(Files.readAllLines(Path.of(table)), port);
                if (inode.isPresent()) {
                    return inode;
                }
            }
        }
        return OptionalLong.empty();
    }

    /** The socket that listens on the port, from the lines of {@code /proc/net/tcp}. */
    static OptionalLong listener(List<String> table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        for (String line : table) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING)) {
                return OptionalLong.of(Long.parseLong(fields[9]));
            }
        }
        return OptionalLong.empty();
    }

    private static Optional<String> processOf(long inode) throws IOException {
        String wanted = "socket:[" + inode + "]";
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, wanted)) {
                    String name = Files.readString(process.resolve("comm")).strip();
                    return Optional.of(name + " (process " + process.getFileName() + ")");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // ended meanwhile, or another user's
        }
        return false;
    }
}
