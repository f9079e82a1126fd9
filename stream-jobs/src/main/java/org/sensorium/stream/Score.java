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
 * {@code score FILE.csv… --out DIR}: runs the job's detectors over recorded series, strictly
 * forward, each row scored before the next is read. Writes {@code timestamp,value,anomaly_score}
 * with one row for each row read, below the output directory by the file's path relative to what
 * all given files have in common.
 */
public final class Score {
    private static final Rule RULE =
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
                    Map.of());
    private static final Consumer<Finding> NOBODY = finding -> {};
    private static final String USAGE = "usage: score FILE.csv… --out DIR";

    private Score() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        List<Path> files = new ArrayList<>();
        @Nullable Path out = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--out") && i + 1 < args.length) {
                out = Path.of(args[++i]);
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
            Path root = commonFolder(files);
            for (Path file : files) {
                Path target = out.resolve(root.relativize(absolute(file)).toString());
                long rows = score(file, target);
                System.err.println("score: " + file + " → " + target + ", " + rows + " rows");
            }
            return 0;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            System.err.println("score: " + e.getMessage());
            return 1;
        }
    }

    /** Scores one file; returns how many rows it had. */
    static long score(Path file, Path target) throws IOException {
        Files.createDirectories(absolute(target).getParent());
        // Beside the target and then moved: a file that is there is whole, and one may be scored
        // in its place.
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        long rows;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
            rows = score(file, in, out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        return rows;
    }

    private static long score(Path file, BufferedReader in, BufferedWriter out) throws IOException {
        @Nullable String header = in.readLine();
        List<String> columns = header == null ? List.of() : List.of(header.strip().split(",", -1));
        int timestamp = columns.indexOf("timestamp");
        int value = columns.indexOf("value");
        if (timestamp < 0 || value < 0) {
            throw new IllegalArgumentException(
                    file + ": the first line is not a header with timestamp and value");
        }
        Detector detector = Detector.of(RULE, null);
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
            // The order of the rows is the order of the stream, whatever clock the file has.
            double score =
                    Double.isFinite(number)
                            ? detector.observe(memory, rows, number, rows, NOBODY)
                            : 0;
            out.write(cells[timestamp] + ',' + cells[value].strip() + ',' + score + '\n');
        }
        return rows;
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
