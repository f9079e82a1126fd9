package org.sensorium.bench.whole;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.sensorium.bench.laboratory.JobProbe;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.laboratory.Registration;
import org.sensorium.bench.load.Fleet;
import org.sensorium.bench.load.OpenSchedule;
import org.sensorium.bench.load.Readings;
import org.sensorium.bench.load.Run;
import org.sensorium.bench.report.Curve;
import org.sensorium.bench.report.Notebook;

/**
 * More and more sensors behind the same gateways, whose messages look the same: only the number of
 * sensors differs. Each has sent before it is measured.
 */
public final class Growth {
    private static final int PER_MESSAGE = 50;
    private static final int WINDOW = 100;
    private static final double MICROS_PER_MILLI = 1000;
    private static final double MEGABYTE = 1024 * 1024;
    private static final long PATIENCE_SECONDS = 600;
    private static final long CHECKPOINT_SECONDS = 600;
    private static final int WARM_UP_PROBES = 3;

    private final Laboratory laboratory;
    private final Notebook notebook;
    private final double probeSeconds;
    private final double latencySeconds;
    private int registered;
    private boolean warm;

    /**
     * @param probeSeconds how long the capacity is looked for
     * @param latencySeconds how long latency is looked at
     */
    public Growth(
            Laboratory laboratory, Notebook notebook, double probeSeconds, double latencySeconds) {
        this.laboratory = laboratory;
        this.notebook = notebook;
        this.probeSeconds = probeSeconds;
        this.latencySeconds = latencySeconds;
    }

    /** The name of a size's throughput. */
    public static String rateName(int sensors) {
        return String.format(Locale.ROOT, "growth, %,d sensors", sensors);
    }

    /**
     * Measures each size once, the smallest first. What the job holds is looked at the first time
     * only: afterwards it remembers the most sensors whatever the size.
     */
    public void measure(List<Integer> sizes)
            throws IOException, InterruptedException, SQLException {
        Curve rates = new Curve("Throughput by sensors", "sensors", "readings/s", true);
        Curve latencies = new Curve("Publish to store by sensors", "sensors", "ms", true);
        Curve memory = new Curve("The job's memory by sensors", "sensors", "MiB", true);
        double rate = 0;
        double leastHeap = 0;
        for (int size : sizes) {
            boolean fresh = registered < size;
            register(size);
            laboratory.database().forgetReadings();
            Readings readings =
                    Readings.ofGateways(
                            laboratory.accounts(),
                            Registration.BEHIND,
                            Registration.DIGITS,
                            size,
                            PER_MESSAGE);
            try (Fleet fleet =
                    Fleet.connect(laboratory.mqttPort(), laboratory.accounts(), readings, WINDOW)) {
                Trial trial = new Trial(laboratory, fleet, PER_MESSAGE);
                everySensorOnce(trial, size);
                double capacity = trial.capacity(probeSeconds);
                notebook.add(rateName(size), "readings/s", capacity);
                rates.add("highest, the store follows", size, median(rateName(size)));
                rate = rate == 0 ? capacity / 2 : rate;
                latency(fleet, size, rate, latencies);
                if (fresh) {
                    leastHeap = memory(size, sizes.get(0), leastHeap, memory);
                }
            }
        }
        notebook.figures().draw("growth-throughput", rates);
        notebook.figures().draw("growth-latency", latencies);
        if (!memory.getSeries().isEmpty()) {
            notebook.figures().draw("growth-memory", memory);
        }
    }

    private void register(int size) throws IOException, InterruptedException {
        int step = Math.max(1000, size / 10);
        laboratory
                .registration()
                .behind(
                        laboratory.accounts(),
                        registered,
                        size,
                        done -> {
                            if (done % step == 0) {
                                notebook.say("  %,d sensors known", done);
                            }
                        });
        registered = Math.max(registered, size);
    }

    /** The gateway learns of new sensors within moments; what came too early would be refused. */
    private void everySensorOnce(Trial trial, int size) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(2);
        if (!warm) {
            trial.capacity(WARM_UP_PROBES * probeSeconds);
            warm = true;
        }
        long before = laboratory.stored();
        while (laboratory.stored() - before < 2L * size) {
            trial.capacity(probeSeconds / 2);
        }
    }

    private void latency(Fleet fleet, int size, double rate, Curve curve)
            throws IOException, InterruptedException, SQLException {
        double messages = rate / PER_MESSAGE;
        long after = laboratory.database().lastSequence();
        try (StoreTap tap = new StoreTap(laboratory.database().address(), after)) {
            Run run =
                    fleet.play(
                            new OpenSchedule(
                                    messages,
                                    System.nanoTime(),
                                    (long) (messages * latencySeconds)));
            TimeUnit.MILLISECONDS.sleep((long) (latencySeconds * 1000));
            fleet.await(run, PATIENCE_SECONDS);
            Histogram micros = tap.finish();
            for (double percentile : List.of(50.0, 99.0)) {
                String label = "p" + Math.round(percentile);
                String name = rateName(size) + ", publish to store, " + label;
                double millis = micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
                notebook.add(name, "ms", millis);
                curve.add(label, size, median(name));
            }
        }
    }

    /** Of all repetitions so far. */
    private double median(String figure) {
        return notebook.figures().median(figure).orElseThrow();
    }

    /** Returns the heap with the fewest sensors. */
    private double memory(int size, int leastSize, double leastHeap, Curve curve)
            throws IOException, InterruptedException {
        JobProbe job = new JobProbe(laboratory);
        JobProbe.Checkpoint checkpoint = job.nextCheckpoint(CHECKPOINT_SECONDS);
        double heap = job.heapBytes();
        notebook.add(rateName(size) + ", heap of the job", "MiB", heap / MEGABYTE);
        notebook.add(rateName(size) + ", checkpoint", "MiB", checkpoint.bytes() / MEGABYTE);
        notebook.add(rateName(size) + ", checkpoint takes", "s", checkpoint.millis() / 1000.0);
        curve.add("heap", size, heap / MEGABYTE);
        curve.add("checkpoint", size, checkpoint.bytes() / MEGABYTE);
        if (size == leastSize) {
            return heap;
        }
        notebook.add(
                rateName(size) + ", heap of the job per further sensor",
                "B",
                (heap - leastHeap) / (size - leastSize));
        return leastHeap;
    }
}
