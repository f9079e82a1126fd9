package org.sensorium.stream;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;
import org.sensorium.stream.detector.Detector;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Memory;

/**
 * {@code score FILE.csv… --out DIR [--tier 1|2|3]}: runs the job's novelty detector over recorded
 * series, strictly forward, each row scored before the next is read. Writes {@code
 * timestamp,value,anomaly_score} with one row for each row read, below the output directory by the
 * file's path relative to what all given files have in common. A score is between 0 and 1 without
 * reaching either, and says more than the next lower one however surprising that is already: of
 * {@code b} bits it is (b + 1) / (b + 17), so that 14 bits, which alert by default, are 0.484.
 */
public final class Score {
    private static final Consumer<Finding> NOBODY = finding -> {};

    /** Fifteen bits, and the one that keeps nothing at all above 0, score a half. */
    private static final double HALF_BITS = 16;

    private static final String USAGE = "usage: score FILE.csv… --out DIR [--tier 1|2|3]";

    private Score() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        List<Path> files = new ArrayList<>();
        @Nullable Path out = null;
        String tier = "2";
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--out") && i + 1 < args.length) {
                out = Path.of(args[++i]);
            } else if (args[i].equals("--tier") && i + 1 < args.length) {
                tier = args[++i];
            } else if (args[i].startsWith("--")) {
                System.err.println("score: there is no option '" + args[i] + "'\n" + USAGE);
                return 2;
            } else {
                files.add(Path.of(args[i]));
            }
        }
        if (files.isEmpty() || out == null) {
            System.err.println(USAGE);
            return 2;
        }
        try {
            Detector detector = detector(tier);
            Path root = commonFolder(files);
            for (Path file : files) {
                Path target = out.resolve(root.relativize(absolute(file)).toString());
                long rows = score(detector, file, target);
                System.err.println("score: " + file + " → " + target + ", " + rows + " rows");
            }
            return 0;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            System.err.println("score: " + e.getMessage());
            return 1;
        }
    }

    /** Scores one file; returns how many rows it had. */
    static long score(Detector detector, Path file, Path target) throws IOException {
        Files.createDirectories(absolute(target).getParent());
        // Beside the target and then moved: a file that is there is whole, and one may be scored
        // in its place.
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        long rows;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
            rows = score(detector, file, in, out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        return rows;
    }

    static Detector detector(String tier) {
        return Detector.of(
                new Rule(
                        "score",
                        1,
                        null,
                        null,
                        null,
                        null,
                        DetectorKind.NOVELTY,
                        Severity.WARNING,
                        true,
                        Map.of("tier", tier)),
                null);
    }

    private static long score(Detector detector, Path file, BufferedReader in, BufferedWriter out)
            throws IOException {
        @Nullable String header = in.readLine();
        List<String> columns = header == null ? List.of() : List.of(header.strip().split(",", -1));
        int timestamp = columns.indexOf("timestamp");
        int value = columns.indexOf("value");
        if (timestamp < 0 || value < 0) {
            throw new IllegalArgumentException(
                    file + ": the first line is not a header with timestamp and value");
        }
        Memory memory = Memory.fresh(detector.kind());
        out.write("timestamp,value,anomaly_score\n");
        long rows = 0;
        @Nullable String line;
        while ((line = in.readLine()) != null) {
            if (line.isBlank()) {
                continue;
            }
            rows++;
            String[] cells = line.split(",", -1);
            double number = number(file, rows + 1, cells, value);
            // The order of the rows is the order of the stream, whatever clock the file has: the
            // time only says which hour of the week it is.
            long time = time(file, rows + 1, cells[timestamp]);
            double bits =
                    Double.isFinite(number)
                            ? detector.observe(memory, time, number, time, NOBODY)
                            : 0;
            double score = (bits + 1) / (bits + 1 + HALF_BITS);
            out.write(cells[timestamp] + ',' + cells[value].strip() + ',' + score + '\n');
        }
        return rows;
    }

    private static long time(Path file, long line, String text) {
        try {
            return RecordedTime.micros(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", line " + line + ": " + e.getMessage(), e);
        }
    }

    private static double number(Path file, long line, String[] cells, int column) {
        try {
            return Double.parseDouble(cells[column].strip());
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    file + ", line " + line + ": value is not a number", e);
        }
    }

    /** The longest path that leads to all of them. */
    private static Path commonFolder(List<Path> files) {
        Path first = absolute(files.get(0));
        int names = first.getNameCount() - 1;
        for (Path file : files) {
            Path other = absolute(file);
            int same = 0;
            while (same < Math.min(names, other.getNameCount() - 1)
                    && first.getName(same).equals(other.getName(same))) {
                same++;
            }
            names = same;
        }
        Path root = Path.of("/");
        return names == 0 ? root : root.resolve(first.subpath(0, names));
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
