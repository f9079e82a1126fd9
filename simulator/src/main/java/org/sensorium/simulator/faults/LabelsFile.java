package org.sensorium.simulator.faults;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.sensorium.simulator.fleet.Fleet;
import org.sensorium.simulator.fleet.MetricPlan;
import org.sensorium.simulator.fleet.SimulatedSensor;

/**
 * Writes the truth of injected anomalies as CSV: {@code sensor_id,metric,kind,from,to}, times in
 * RFC 3339 UTC, both ends belonging to the anomaly. A silence makes a row for each metric. Not
 * thread-safe.
 */
public final class LabelsFile implements AnomalyLog, Closeable {
    private final Fleet fleet;
    private final BufferedWriter out;
    private long anomalies;

    /** Creates the file, and its folder; an older file of that name is replaced. */
    public LabelsFile(Path file, Fleet fleet) throws IOException {
        this.fleet = fleet;
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        out.write("sensor_id,metric,kind,from,to\n");
        out.flush();
    }

    @Override
    public void ended(int sensor, int metric, AnomalyKind kind, long fromMillis, long toMillis) {
        SimulatedSensor who = fleet.sensors().get(sensor);
        List<MetricPlan> metrics = who.metrics();
        try {
            for (int m = 0; m < metrics.size(); m++) {
                if (metric < 0 || metric == m) {
                    out.write(
                            String.join(
                                            ",",
                                            who.id(),
                                            metrics.get(m).name(),
                                            kind.code(),
                                            Instant.ofEpochMilli(fromMillis).toString(),
                                            Instant.ofEpochMilli(toMillis).toString())
                                    + "\n");
                }
            }
            anomalies++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the labels file: " + e.getMessage(), e);
        }
    }

    /** Anomalies written so far. */
    public long anomalies() {
        return anomalies;
    }

    /** Makes what was written so far visible to readers. */
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
