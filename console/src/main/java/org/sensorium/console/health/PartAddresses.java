package org.sensorium.console.health;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the other parts answer: each leaves a file {@code run/<part>.url} in the home. Read each
 * time, because parts come and go.
 */
final class PartAddresses {
    private static final String SUFFIX = ".url";

    /**
     * Flink's own page lies there too: it is no part, and has neither health nor metrics of ours.
     */
    private static final String FLINK = "flink";

    private final @Nullable Path run;
    private final String ownPart;

    /**
     * Looks into this folder.
     *
     * @param run null if there is no home: then no other parts are known
     * @param ownPart is left out
     */
    PartAddresses(@Nullable Path run, String ownPart) {
        this.run = run;
        this.ownPart = ownPart;
    }

    /** The addresses by part, in order of their names. */
    Map<String, URI> now() {
        Map<String, URI> addresses = new TreeMap<>();
        if (run == null || !Files.isDirectory(run)) {
            return addresses;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(run, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String part = name.substring(0, name.length() - SUFFIX.length());
                if (!part.equals(ownPart)
                        && !part.equals(FLINK)
                        && part.matches("[a-z][a-z0-9-]{0,31}")) {
                    addresses.put(part, URI.create(Files.readString(file).strip()));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // A file that is just being written: it will be right the next time.
            return addresses;
        }
        return addresses;
    }
}
