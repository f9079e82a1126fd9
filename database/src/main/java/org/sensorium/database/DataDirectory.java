package org.sensorium.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Where a cluster's files lie. Normally just where they were asked for. When root lends PostgreSQL
 * another account that cannot reach that place (a checkout below {@code /root}, say), they lie
 * below {@code /var/lib/sensorium} and a link leads there. A name of its own for each, not one
 * derived from the place: who deletes the link starts afresh and never meets old data by accident.
 */
final class DataDirectory {
    static final Path ELSEWHERE = Path.of("/var/lib/sensorium");

    private DataDirectory() {}

    /**
     * The real directory for {@code wanted}, whose parent the server's account can reach. The
     * directory itself is not created.
     *
     * @param wanted absolute; its parent is created if need be
     */
    static Path settle(Path wanted, ServerAccount account) throws IOException {
        if (Files.isSymbolicLink(wanted)) {
            Path target = wanted.resolveSibling(Files.readSymbolicLink(wanted)).normalize();
            Files.createDirectories(parentOf(target));
            return target;
        }
        Path parent = Files.createDirectories(parentOf(wanted)).toRealPath();
        Path real = parent.resolve(nameOf(wanted));
        if (account.canEnter(parent)) {
            return real;
        }
        if (Files.exists(real)) {
            throw new IOException(
                    "the database's directory "
                            + real
                            + " cannot be reached by the account '"
                            + account.name().orElse("")
                            + "' that runs it: make its parents accessible (chmod o+x), or move it to "
                            + ELSEWHERE
                            + " and leave a symbolic link");
        }
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        Path target = Files.createDirectories(ELSEWHERE).resolve(HexFormat.of().formatHex(random));
        Files.writeString(target.resolveSibling(nameOf(target) + ".home"), real + "\n");
        Files.createSymbolicLink(real, target);
        return target;
    }

    private static Path parentOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(
                    "the database cannot lie in the root directory itself");
        }
        return parent;
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
