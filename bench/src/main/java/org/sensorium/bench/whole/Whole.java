package org.sensorium.bench.whole;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.sensorium.bench.laboratory.Database;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.load.Fleet;
import org.sensorium.bench.load.Readings;
import org.sensorium.bench.measure.RateSearch;
import org.sensorium.bench.measure.RateSearch.Tried;
import org.sensorium.bench.report.Notebook;

/** The highest rate that the whole holds with everything stored, and its cost there. */
public final class Whole {
    private static final int WINDOW = 100;
    private static final double COARSE = 1.2;
    private static final double FINE = 1.06;
    private static final int MOST_TRIALS = 10;
    private static final int WARM_UP_PROBES = 3;
    private static final double MILLION = 1e6;
    private static final double MEGABYTE = 1024 * 1024;

    private final Laboratory laboratory;
    private final Notebook notebook;
    private final double probeSeconds;
    private final double holdSeconds;
    private boolean warm;

    /**
     * @param probeSeconds how long the capacity is looked for
     * @param holdSeconds how long a rate has to be held
     */
    public Whole(
            Laboratory laboratory, Notebook notebook, double probeSeconds, double holdSeconds) {
        this.laboratory = laboratory;
        this.notebook = notebook;
        this.probeSeconds = probeSeconds;
        this.holdSeconds = holdSeconds;
    }

    /** The name of the rate's figure. */
    public static String rateName(int perMessage) {
        return "whole, " + perMessage + " a message";
    }

    /** Searches once and adds what it found to the figures. */
    public void measure(int perMessage) throws Exception {
        laboratory.database().forgetReadings();
        Readings readings = Readings.ofSensors(laboratory.accounts(), perMessage, 0);
        try (Fleet fleet =
                Fleet.connect(laboratory.mqttPort(), laboratory.accounts(), readings, WINDOW)) {
            Trial trial = new Trial(laboratory, fleet, perMessage);
            if (!warm) {
                notebook.say("  warming up");
                trial.capacity(WARM_UP_PROBES * probeSeconds);
                warm = true;
            }
            double capacity = trial.capacity(probeSeconds);
            notebook.say(
                    "  %s: the store follows at %,.0f readings/s", rateName(perMessage), capacity);
            Optional<Tried<Outcome>> best =
                    new RateSearch(COARSE, FINE, MOST_TRIALS)
                            .highest(guess(perMessage, capacity), rate -> tried(trial, rate));
            if (best.isEmpty()) {
                notebook.figures().remark(rateName(perMessage) + ": no rate was held");
                return;
            }
            add(perMessage, best.get());
        }
    }

    /** From the second repetition on what was held before. */
    private double guess(int perMessage, double capacity) {
        return notebook.figures().median(rateName(perMessage)).orElse(capacity / FINE);
    }

    private Tried<Outcome> tried(Trial trial, double rate)
            throws IOException, InterruptedException, SQLException {
        Tried<Outcome> tried = trial.at(rate, holdSeconds);
        notebook.say(
                "  %,.0f readings/s for %.0f s: %s (%s)%s",
                rate,
                holdSeconds,
                tried.held() ? "held" : "not held",
                tried.outcome().lag(),
                tried.outcome().fault().isEmpty() ? "" : ", " + tried.outcome().fault());
        if (!tried.outcome().fault().isEmpty()) {
            notebook.figures()
                    .remark("at " + Math.round(rate) + " readings/s " + tried.outcome().fault());
        }
        return tried;
    }

    private void add(int perMessage, Tried<Outcome> best) {
        String name = rateName(perMessage);
        Outcome outcome = best.outcome();
        notebook.figures().add(name, "readings/s", best.rate());
        notebook.figures().add(name + ", messages", "messages/s", best.rate() / perMessage);
        double parts = 0;
        double millions = outcome.readings() / MILLION;
        for (Map.Entry<String, Double> process : outcome.cpuSeconds().entrySet()) {
            double each = process.getValue() / millions;
            notebook.figures().add(name + ", CPU, " + process.getKey(), "s per million", each);
            parts += process.getKey().equals(Laboratory.GENERATOR) ? 0 : each;
        }
        notebook.figures().add(name + ", CPU, all but the generator", "s per million", parts);
        outcome.memoryBytes()
                .forEach(
                        (process, bytes) ->
                                notebook.figures()
                                        .add(
                                                name + ", memory, " + process,
                                                "MiB",
                                                bytes / MEGABYTE));
        notebook.figures()
                .add(name + ", WAL", "B/reading", (double) outcome.walBytes() / outcome.readings());
        Database.Disk before = outcome.before();
        Database.Disk after = outcome.after();
        disk(name + ", disk, readings", after.readings() - before.readings(), outcome);
        disk(name + ", disk, log", after.log() - before.log(), outcome);
        disk(name + ", disk, minutes", after.rollUps() - before.rollUps(), outcome);
    }

    private void disk(String name, long bytes, Outcome outcome) {
        notebook.figures().add(name, "B/reading", (double) bytes / outcome.readings());
    }
}
