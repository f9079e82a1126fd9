package org.sensorium.bench.whole;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sensorium.bench.laboratory.Database;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.load.Fleet;
import org.sensorium.bench.load.OpenSchedule;
import org.sensorium.bench.load.Run;
import org.sensorium.bench.load.Unpaced;
import org.sensorium.bench.machine.Usage;
import org.sensorium.bench.measure.LagWatch;
import org.sensorium.bench.measure.RateSearch.Tried;

/**
 * One rate for a while, or as fast as it goes: is everything stored, does nobody fall behind, and
 * what does it cost?
 */
final class Trial {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Seconds by which the lag of the store and of the job may swing. */
    private static final double STORE_NOISE = 0.3;

    private static final double JOB_NOISE = 0.5;

    /** At most what the store takes in a second, at least so much. */
    private static final long LEAST_MESSAGES = 2000;

    private static final long LEAST_READINGS = 20_000;
    private static final double WARM_UP = 0.3;
    private static final long SAMPLE_MILLIS = 200;
    private static final int JOB_SAMPLES = 2;
    private static final long PATIENCE_SECONDS = 120;
    private static final double CAUGHT_UP_SECONDS = 3;

    private final Laboratory laboratory;
    private final Fleet fleet;
    private final int perMessage;

    Trial(Laboratory laboratory, Fleet fleet, int perMessage) {
        this.laboratory = laboratory;
        this.fleet = fleet;
        this.perMessage = perMessage;
    }

    /**
     * Sends as fast as the store follows, with a second's worth on the way at most.
     *
     * @return readings a second that were stored
     */
    double capacity(double seconds) throws IOException, InterruptedException {
        long before = laboratory.stored();
        long least = Math.max(LEAST_MESSAGES, LEAST_READINGS / perMessage);
        AtomicLong allowed = new AtomicLong(least);
        Run run = fleet.play(new Unpaced(allowed::get));
        long start = System.nanoTime();
        double from = 0;
        long atFrom = before;
        double now = 0;
        long stored = before;
        while (now < seconds) {
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS / 4);
            stored = laboratory.stored();
            now = (System.nanoTime() - start) / NANOS_PER_SECOND;
            double messages = (double) (stored - before) / perMessage;
            double aSecond = messages / now;
            allowed.set((long) (messages + Math.max(least, aSecond)));
            if (from == 0 && now >= seconds * WARM_UP) {
                from = now;
                atFrom = stored;
            }
        }
        run.stop();
        finish(run, before);
        return (stored - atFrom) / (now - from);
    }

    /** Sends at an even rate, readings a second. */
    Tried<Outcome> at(double rate, double seconds)
            throws IOException, InterruptedException, SQLException {
        Database database = laboratory.database();
        long rowsBefore = database.readings();
        Database.Disk diskBefore = database.disk();
        long storedBefore = laboratory.stored();
        double messages = rate / perMessage;
        LagWatch store = new LagWatch(seconds, STORE_NOISE);
        LagWatch job = new LagWatch(seconds, JOB_NOISE);
        Usage before = laboratory.usage();
        long walBefore = database.walBytes();
        long start = System.nanoTime();
        Run run = fleet.play(new OpenSchedule(messages, start, (long) (messages * seconds)));
        double now = 0;
        int samples = 0;
        while (now < seconds) {
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
            now = (System.nanoTime() - start) / NANOS_PER_SECOND;
            double lag = (double) run.issued() * perMessage - (laboratory.stored() - storedBefore);
            store.sample(now, lag / rate);
            // Flink's page is long: not as often.
            if (++samples % JOB_SAMPLES == 0) {
                job.sample(now, laboratory.jobBehindSeconds());
            }
        }
        Usage after = laboratory.usage();
        finish(run, storedBefore);
        double drained = (System.nanoTime() - start) / NANOS_PER_SECOND;
        long wal = database.walBytes() - walBefore;
        long rows = database.readings() - rowsBefore;
        long sent = run.sent() * perMessage;
        String fault = fault(run, rows, sent);
        boolean held =
                fault.isEmpty()
                        && !store.isGrowing()
                        && !job.isGrowing()
                        && drained < seconds * 1.05 + CAUGHT_UP_SECONDS;
        Outcome outcome =
                new Outcome(
                        sent,
                        seconds,
                        fault,
                        String.format(
                                Locale.ROOT,
                                "lag of the store %+.2f s, of the job %+.2f s",
                                store.growth(),
                                job.growth()),
                        after.cpuSince(before),
                        after.memoryBytes(),
                        wal,
                        diskBefore,
                        database.disk());
        return new Tried<>(rate, held, outcome);
    }

    private static String fault(Run run, long rows, long sent) {
        if (run.refused() > 0) {
            return run.refused() + " messages were refused";
        }
        return rows == sent ? "" : sent + " readings were sent, but " + rows + " are stored";
    }

    /** Waits until everything sent is stored and the job has seen it. */
    private void finish(Run run, long storedBefore) throws IOException, InterruptedException {
        fleet.await(run, PATIENCE_SECONDS);
        laboratory.await(
                "everything acknowledged is stored",
                PATIENCE_SECONDS,
                () -> laboratory.stored() - storedBefore >= run.acknowledged() * perMessage);
        laboratory.await(
                "the job has caught up",
                PATIENCE_SECONDS,
                () -> laboratory.jobBehindSeconds() < CAUGHT_UP_SECONDS);
    }
}
