package org.sensorium.bench.whole;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.load.Fleet;
import org.sensorium.bench.load.OpenSchedule;
import org.sensorium.bench.load.Readings;
import org.sensorium.bench.load.Run;
import org.sensorium.bench.report.Curve;
import org.sensorium.bench.report.Notebook;
import org.sensorium.testbed.Signals;

/**
 * The job stands still while readings go on coming, is killed, and comes back by itself from its
 * newest checkpoint: how many seconds of the log does it take in a second, new readings among them?
 */
public final class CatchUp {
    private static final int WINDOW = 100;
    private static final double BEFORE_SECONDS = 8;
    private static final double CAUGHT_UP_SECONDS = 1;
    private static final long SAMPLE_MILLIS = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Laboratory laboratory;
    private final Notebook notebook;
    private final double stopSeconds;

    /**
     * @param stopSeconds how long the job stands still
     */
    public CatchUp(Laboratory laboratory, Notebook notebook, double stopSeconds) {
        this.laboratory = laboratory;
        this.notebook = notebook;
        this.stopSeconds = stopSeconds;
    }

    /**
     * Measures once.
     *
     * @param rate readings a second all the while
     */
    public void measure(int perMessage, double rate) throws Exception {
        laboratory.database().forgetReadings();
        Readings readings = Readings.ofSensors(laboratory.accounts(), perMessage, 0);
        try (Fleet fleet =
                Fleet.connect(laboratory.mqttPort(), laboratory.accounts(), readings, WINDOW)) {
            OpenSchedule pace =
                    new OpenSchedule(rate / perMessage, System.nanoTime(), Long.MAX_VALUE);
            Run run = fleet.play(pace);
            sleep(BEFORE_SECONDS);
            long job =
                    laboratory
                            .copy()
                            .pid("job")
                            .orElseThrow(() -> new IOException("the job does not run"));
            Signals.pause(job);
            notebook.add("catch-up, new readings meanwhile", "readings/s", rate);
            notebook.say("  the job stands still for %.0f s", stopSeconds);
            sleep(stopSeconds);
            Signals.kill(job);
            follow();
            run.stop();
            fleet.await(run, 60);
        }
    }

    private void follow() throws IOException, InterruptedException {
        Curve curve =
                new Curve("Catching up", "seconds since the job was killed", "s behind", false);
        long killed = System.nanoTime();
        double most = Math.max(60, 2 * stopSeconds);
        double first = 0;
        double firstBehind = 0;
        double now = 0;
        while (now < most) {
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
            now = (System.nanoTime() - killed) / NANOS_PER_SECOND;
            double behind = laboratory.emitted() > 0 ? laboratory.jobBehindSeconds() : 0;
            if (behind == 0) {
                continue;
            }
            curve.add("the job", now, behind);
            if (first == 0) {
                first = now;
                firstBehind = behind;
            }
            if (behind < CAUGHT_UP_SECONDS) {
                notebook.add("catch-up, restart", "s", first);
                notebook.add("catch-up, behind at its begin", "s", firstBehind);
                notebook.add("catch-up, lasts", "s", now - first);
                double taken = firstBehind - behind + (now - first);
                notebook.add(
                        "catch-up",
                        "× real time",
                        taken / Math.max(now - first, SAMPLE_MILLIS / 1e3));
                notebook.figures().draw("catch-up", curve);
                return;
            }
        }
        notebook.figures().draw("catch-up", curve);
        notebook.figures()
                .remark(String.format(Locale.ROOT, "the job had not caught up after %.0f s", most));
    }

    private static void sleep(double seconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000));
    }
}
