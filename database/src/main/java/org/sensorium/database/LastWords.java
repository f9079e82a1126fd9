package org.sensorium.database;

import java.io.IOException;
import java.util.List;

/**
 * Why one of PostgreSQL's programs failed, in its own last words: the rest of them is its log's.
 */
final class LastWords {
    private static final int LINES = 8;

    private LastWords() {}

    /** What to throw. */
    static IOException of(String program, int exit, String output) {
        List<String> lines = output.strip().lines().toList();
        String last =
                String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        return new IOException(program + " ended with " + exit + ":\n" + last);
    }
}
