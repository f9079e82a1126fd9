package org.sensorium.stream.injection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded readings, {@code sensor_id,metric,unit,timestamp,value} with or without more columns, gz
 * too: a tape for each sensor and metric, received when measured. Readings that step back are left
 * out, as they are faults of the recording.
 */
final class RecordedTapes {
    private static final int LEAST = 1000;
    private static final int TIMESTAMP = 3;
    private static final int VALUE = 4;

    private RecordedTapes() {}

    static List<Tape> read(Path file) throws IOException {
        Map<String, List<double[]>> series = new LinkedHashMap<>();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            lines.readLine();
            @Nullable String line;
            while ((line = lines.readLine()) != null) {
                String[] cells = line.split(",", -1);
                if (cells.length <= VALUE) {
                    throw new IOException(file + ": '" + line + "' has less than five columns");
                }
                long micros =
                        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(cells[TIMESTAMP]));
                series.computeIfAbsent(cells[0] + " " + cells[1], name -> new ArrayList<>())
                        .add(new double[] {micros, Double.parseDouble(cells[VALUE])});
            }
        }
        List<Tape> tapes = new ArrayList<>();
        series.forEach(
                (name, rows) -> {
                    List<double[]> forward = forward(rows);
                    if (forward.size() >= LEAST) {
                        tapes.add(tape(name, forward));
                    }
                });
        return tapes;
    }

    private static List<double[]> forward(List<double[]> rows) {
        List<double[]> forward = new ArrayList<>();
        double newest = Double.NEGATIVE_INFINITY;
        for (double[] row : rows) {
            if (row[0] > newest) {
                forward.add(row);
                newest = row[0];
            }
        }
        return forward;
    }

    private static Tape tape(String name, List<double[]> rows) {
        // Microseconds since 1970 are whole numbers below 2^53: a double holds them.
        return Tape.prompt(
                name,
                rows.stream().mapToLong(row -> (long) row[0]).toArray(),
                rows.stream().mapToDouble(row -> row[1]).toArray());
    }
}
