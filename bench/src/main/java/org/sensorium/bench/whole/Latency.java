package org.sensorium.bench.whole;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.load.Fleet;
import org.sensorium.bench.load.OpenSchedule;
import org.sensorium.bench.load.Readings;
import org.sensorium.bench.load.Run;
import org.sensorium.bench.report.Curve;
import org.sensorium.bench.report.Notebook;

/** How long a reading takes, from when it was to be sent. */
public final class Latency {
    private static final int WINDOW = 100;
    private static final double ALERTS_PER_SECOND = 25;
    private static final double MICROS_PER_MILLI = 1000;
    private static final double[] PERCENTILES = {50, 99, 99.9, 100};
    private static final long PATIENCE_SECONDS = 60;
    private static final double WARM_UP_SECONDS = 3;

    private final Laboratory laboratory;
    private final Notebook notebook;
    private final double seconds;

    /**
     * @param seconds how long it is looked at
     */
    public Latency(Laboratory laboratory, Notebook notebook, double seconds) {
        this.laboratory = laboratory;
        this.notebook = notebook;
        this.seconds = seconds;
    }

    /** Measures once. */
    public void measure(int perMessage, Rate rate)
            throws IOException, InterruptedException, SQLException {
        laboratory.database().forgetReadings();
        double messages = rate.readingsPerSecond() / perMessage;
        Readings readings = Readings.ofSensors(laboratory.accounts(), perMessage, every(messages));
        try (Fleet fleet =
                Fleet.connect(laboratory.mqttPort(), laboratory.accounts(), readings, WINDOW)) {
            play(fleet, messages, WARM_UP_SECONDS);
            TimeUnit.SECONDS.sleep(1);
            long alertsBefore = readings.alerts();
            long after = laboratory.database().lastSequence();
            try (StoreTap store = new StoreTap(laboratory.database().address(), after);
                    AlertTap alerts = new AlertTap(laboratory)) {
                Run run = play(fleet, messages, seconds);
                long expected = readings.alerts() - alertsBefore;
                awaitAlerts(alerts, expected);
                Curve curve =
                        new Curve(
                                perMessage + " a message at " + rate.name(),
                                "one of so many takes longer",
                                "ms",
                                true);
                String name = perMessage + " a message at " + rate.name() + ", publish to ";
                add(name, "acknowledgement", run.latencies(), run.acknowledged(), curve);
                add(name, "store", store.finish(), run.acknowledged(), curve);
                add(name, "alert", alerts.latencies(), expected, curve);
                notebook.figures().draw("latency-" + perMessage, curve);
            }
        }
    }

    private Run play(Fleet fleet, double messages, double duration)
            throws IOException, InterruptedException {
        long most = (long) Math.ceil(messages * duration);
        Run run = fleet.play(new OpenSchedule(messages, System.nanoTime(), most));
        TimeUnit.MILLISECONDS.sleep((long) (duration * 1000));
        laboratory.await("all is sent", PATIENCE_SECONDS, () -> run.issued() >= most);
        fleet.await(run, PATIENCE_SECONDS);
        return run;
    }

    /** Alerts that do not come are counted as missing, below. */
    private void awaitAlerts(AlertTap alerts, long expected) throws InterruptedException {
        for (int i = 0; i < 100 && alerts.count() < expected; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** No sensor's alert twice in a row: coprime to the number of sensors, which is 500. */
    private static int every(double messages) {
        int every = (int) Math.max(3, messages / ALERTS_PER_SECOND) | 1;
        return every % 5 == 0 ? every + 2 : every;
    }

    private void add(String before, String to, Histogram micros, long expected, Curve curve) {
        String name = before + to;
        for (double percentile : PERCENTILES) {
            double millis = micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
            String label = percentile == 100 ? "max" : "p" + percentile;
            notebook.figures().add(name + ", " + label.replace(".0", ""), "ms", millis);
        }
        for (double oneOf = 1; oneOf <= Math.max(1, micros.getTotalCount()); oneOf *= 10) {
            double percentile = 100 * (1 - 1 / Math.max(2, oneOf));
            double millis = micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
            curve.add(to, Math.max(2, oneOf), millis);
        }
        notebook.say(
                "  %s: p50 %.1f ms, p99 %.1f ms, max %.1f ms (%d of %d seen)",
                name,
                micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
                micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
                micros.getMaxValue() / MICROS_PER_MILLI,
                micros.getTotalCount(),
                expected);
        if (micros.getTotalCount() != expected) {
            notebook.figures()
                    .remark(
                            name
                                    + ": "
                                    + micros.getTotalCount()
                                    + " seen of "
                                    + expected
                                    + " that were to be seen");
        }
    }
}
