package org.sensorium.faults.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.sensorium.faults.fleet.Habit;
import org.sensorium.faults.fleet.Habit.Planned;
import org.sensorium.faults.fleet.ProbeFleet;
import org.sensorium.faults.fleet.Sample;
import org.sensorium.faults.proxy.Bottleneck;
import org.sensorium.faults.proxy.Mischief.Verdict;
import org.sensorium.simulator.publish.Message;

/** Too much of everything. */
final class Loads {
    private static final String GATEWAY = "gateway";
    private static final int HOGS = 6;
    private static final double SECONDS = 8;
    private static final double MEASURED_SECONDS = 5;
    private static final double FLOOD_SECONDS = 60;
    private static final int TIMES_TEN = 10;
    private static final long NOISE_MICROS = 50_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private Loads() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart(
                        "F29",
                        "ten times what the database takes, then all sensors connect anew",
                        Loads::burst),
                Fault.ofPart("F31", "one sensor sends half of everything", Loads::hotSensor),
                Fault.ofPart("F36", "both processors taken by others", Loads::hogs));
    }

    /**
     * The way to the database becomes as narrow as the usual rate needs it; so ten times of that is
     * ten times what can be kept up with, and something has to be refused.
     */
    private static void burst(Round round) throws InterruptedException {
        double usual = bytesPerSecondToDatabase(round);
        long before = round.fleet().accounts().postponedMessages();
        try (Bottleneck bottleneck = new Bottleneck(GATEWAY, usual)) {
            round.bench().before().mischief(bottleneck);
            round.fleet().habit((sample, dice) -> times(sample, TIMES_TEN));
            round.hold(FLOOD_SECONDS);
            round.awaitRefusals(before);
        } finally {
            round.fleet().habit(Habit.USUAL);
            round.bench().before().heal();
        }
        round.bench().outside().reset(name -> true);
    }

    private static double bytesPerSecondToDatabase(Round round) throws InterruptedException {
        LongAdder bytes = new LongAdder();
        round.bench()
                .before()
                .mischief(
                        frame -> {
                            if (frame.isSentBy(GATEWAY)) {
                                bytes.add(frame.bytes().length);
                            }
                            return Verdict.PASS;
                        });
        round.hold(MEASURED_SECONDS);
        round.bench().before().heal();
        return bytes.sum() / MEASURED_SECONDS;
    }

    /**
     * The acknowledgements may take twice as long, no more; below 50 ms the machine's noise rules.
     */
    private static void hotSensor(Round round) throws InterruptedException {
        long usual = p99(round, Habit.USUAL);
        int share = round.fleet().ids().size();
        long beside =
                p99(
                        round,
                        (sample, dice) ->
                                sample.sensor() == 0
                                        ? times(sample, share)
                                        : List.of(new Planned(sample.message(), 0)));
        if (beside > 2 * Math.max(usual, NOISE_MICROS)) {
            throw new IllegalStateException(
                    "beside a hot sensor PUBACKs take "
                            + beside / 1000
                            + " ms (p99) instead of "
                            + usual / 1000
                            + " ms");
        }
    }

    private static long p99(Round round, Habit habit) throws InterruptedException {
        Histogram before = round.fleet().accounts().latencyMicros();
        round.fleet().habit(habit);
        round.hold(SECONDS);
        round.fleet().habit(Habit.USUAL);
        Histogram during = round.fleet().accounts().latencyMicros();
        during.subtract(before);
        return during.getValueAtPercentile(99);
    }

    /** So many messages of other times instead of one, all of them off the usual grid. */
    private static List<Planned> times(Sample sample, int count) {
        List<Message> messages = new ArrayList<>();
        messages.add(sample.message());
        IntStream.range(1, count).forEach(i -> messages.add(sample.shifted(-beside(i)).message()));
        return messages.stream().map(message -> new Planned(message, 0)).toList();
    }

    /**
     * Milliseconds, of which no two lead to the same time: between two of a fleet's there is room
     * for some, then an hour before.
     */
    private static long beside(int number) {
        return number % ProbeFleet.STEP_MILLIS + number / ProbeFleet.STEP_MILLIS * HOUR_MILLIS;
    }

    private static void hogs(Round round) throws IOException, InterruptedException {
        List<Process> hogs = new ArrayList<>();
        try {
            for (int i = 0; i < HOGS; i++) {
                hogs.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
            round.hold(round.between(6, 10));
        } finally {
            hogs.forEach(Process::destroyForcibly);
        }
    }
}
