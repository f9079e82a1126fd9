package org.sensorium.database.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small process that outlives this JVM by a moment and clears away the test server. It waits for
 * the end of its standard input, which comes when this JVM ends in whatever way, kill -9 included;
 * a shutdown hook would not see that.
 */
final class Janitor {
    private static final String SCRIPT =
            """
            trap '' HUP INT TERM
            cat >/dev/null
            kill -QUIT "$1" 2>/dev/null
            i=0
            while kill -0 "$1" 2>/dev/null && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
            rm -rf "$2"
            """;

    /**
     * Held on to: a collected process would have its standard input closed, and the server stopped,
     * too early.
     */
    private static final Set<Process> WATCHING = ConcurrentHashMap.newKeySet();

    private Janitor() {}

    /**
     * Stops the process and removes the directory as soon as this JVM has ended.
     *
     * @param pid of the test server
     * @param directory everything that it has written
     */
    static void watch(long pid, Path directory) throws IOException {
        WATCHING.add(
                new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                SCRIPT,
                                "janitor",
                                Long.toString(pid),
                                directory.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }
}
