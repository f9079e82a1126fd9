package org.sensorium.stream.detector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each part of the novelty detector is worth: {@code Ablation DATA OUT} scores all series
 * below a folder, {@code timestamp,value} each, by each part alone, by all but one and without
 * suppression, and writes them to a folder each for the scorer of the benchmark.
 */
final class Ablation {
    private Ablation() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        Map<String, NoveltyDetector> variants = new LinkedHashMap<>();
        for (Statistic each : Statistic.values()) {
            variants.put("only_" + each, new NoveltyDetector(EnumSet.of(each), 100));
            variants.put(
                    "all_but_" + each,
                    new NoveltyDetector(EnumSet.complementOf(EnumSet.of(each)), 100));
        }
        variants.put("without_suppression", new NoveltyDetector(EnumSet.allOf(Statistic.class), 0));
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                List<String> rows = Files.readAllLines(file);
                for (Map.Entry<String, NoveltyDetector> each : variants.entrySet()) {
                    Path target = Path.of(args[1], each.getKey(), data.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.write(target, score(rows, each.getValue()));
                }
            }
        }
    }

    private static List<String> score(List<String> rows, NoveltyDetector detector) {
        Memory memory = Memory.fresh(detector.kind());
        List<String> scored = new ArrayList<>(List.of("timestamp,value,anomaly_score"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",");
            long seconds =
                    LocalDateTime.parse(cells[0].replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
            double value = Double.parseDouble(cells[1]);
            double bits =
                    detector.observe(memory, seconds * Series.SECOND, value, 0, finding -> {});
            scored.add(row + "," + bits);
        }
        return scored;
    }
}
