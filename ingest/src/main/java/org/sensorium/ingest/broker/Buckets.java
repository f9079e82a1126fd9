package org.sensorium.ingest.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Into how many buckets the broker divides what it keeps on disk: each of its five stores has a
 * database for each. HiveMQ's own 64 make some 1,400 files, which are all opened at each start, for
 * stores whose only large member, the gateway's queue, lies in one bucket. Data keep the number
 * that they were made with: with another one, sessions would be looked for where they are not.
 */
final class Buckets {
    private static final int FEW = 8;

    /** Such as {@code client_queue/040500/client_queue_7}. */
    private static final Pattern BUCKET = Pattern.compile("[a-z_]+_(\\d{1,3})");

    private Buckets() {}

    /**
     * The number for these data.
     *
     * @param data HiveMQ's, which may not be there yet
     */
    static int of(Path data) throws IOException {
        Path stores = data.resolve("persistence");
        if (!Files.isDirectory(stores)) {
            return FEW;
        }
        try (Stream<Path> tree = Files.find(stores, 3, (path, file) -> file.isDirectory())) {
            int there = tree.mapToInt(Buckets::number).max().orElse(0);
            return there == 0 ? FEW : there;
        }
    }

    /** Counted from 1; 0 for what is no bucket. */
    private static int number(Path path) {
        Matcher name = BUCKET.matcher(String.valueOf(path.getFileName()));
        return name.matches() ? Integer.parseInt(name.group(1)) + 1 : 0;
    }
}
