package org.sensorium.stream.compose;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.CompositeStep;
import org.sensorium.stream.compose.Composites.Composite;
import org.sensorium.stream.compose.Composites.Place;
import org.sensorium.stream.log.Reading;

/**
 * Tells when a series begins to meet the condition of a step, when no longer, and in between at
 * every quarter of the rule's span that it still does. No Flink in it; for one thread.
 */
final class Steps {
    private static final long MICROS_PER_MILLI = 1000;
    private static final int TOLD_PER_SPAN = 4;

    private final Composites composites;
    private final Consumer<StepChange> out;
    private final Runnable late;

    /**
     * @param late called in place of {@code out} where a change is found too late to be put in
     *     order with those of other sensors
     */
    Steps(Composites composites, Consumer<StepChange> out, Runnable late) {
        this.composites = composites;
        this.out = out;
        this.late = late;
    }

    /**
     * The sensor's next reading.
     *
     * @param clockMillis of the log's entry that it came with
     */
    void reading(SensorSteps of, Reading reading, long clockMillis) {
        List<Place> places = composites.places(of.sensorKey, reading.metricKey());
        if (places.isEmpty() || !of.isInOrder(reading.metricKey(), reading.timeMicros())) {
            return;
        }
        for (Place place : places) {
            StepRun run = run(of, place, reading, clockMillis);
            @Nullable StepTurn turn = turn(run, place, reading);
            if (turn != null) {
                tell(run, place, turn, reading, clockMillis);
            }
            if (turn == StepTurn.ENDED) {
                run.toldMicros = StepRun.NEVER;
            }
        }
    }

    /** Drops what no rule asks for any more; false if nothing is left. */
    boolean keep(SensorSteps of) {
        of.runs.removeIf(
                run -> {
                    @Nullable Composite by = composites.byId(run.ruleId);
                    return by == null
                            || by.rule().revision() != run.ruleRevision
                            || !composites.isIn(by, run.place, of.sensorKey);
                });
        return !of.runs.isEmpty();
    }

    /** The run of this revision of the rule in this place; what was of another begins anew. */
    private StepRun run(SensorSteps of, Place place, Reading reading, long clockMillis) {
        String ruleId = place.composite().rule().id();
        int revision = place.composite().rule().revision();
        @Nullable StepRun run = of.run(ruleId, place.step(), reading.metricKey());
        if (run != null && run.ruleRevision == revision && run.place.equals(place.name())) {
            return run;
        }
        if (run != null) {
            if (run.ruleRevision == revision && run.toldMicros != StepRun.NEVER) {
                // The sensor has moved: where it was, the condition is met no more.
                tell(run, place, StepTurn.ENDED, reading, clockMillis);
            }
            of.runs.remove(run);
        }
        StepRun fresh =
                new StepRun(ruleId, revision, place.name(), place.step(), reading.metricKey());
        of.runs.add(fresh);
        return fresh;
    }

    private static @Nullable StepTurn turn(StepRun run, Place place, Reading reading) {
        CompositeStep step = place.composite().pattern().steps().get(place.step());
        if (!step.isMet(reading.value())) {
            run.sinceMicros = StepRun.NEVER;
            return run.toldMicros == StepRun.NEVER ? null : StepTurn.ENDED;
        }
        if (run.sinceMicros == StepRun.NEVER) {
            run.sinceMicros = reading.timeMicros();
        }
        if (run.toldMicros == StepRun.NEVER) {
            long lasting = step.absent() ? 0 : step.lasting().toMillis() * MICROS_PER_MILLI;
            return reading.timeMicros() - run.sinceMicros >= lasting ? StepTurn.BEGAN : null;
        }
        long quarter =
                place.composite().pattern().within().toMillis() * MICROS_PER_MILLI / TOLD_PER_SPAN;
        return reading.timeMicros() - run.toldMicros >= quarter ? StepTurn.HOLDS : null;
    }

    private void tell(StepRun run, Place place, StepTurn turn, Reading reading, long clockMillis) {
        run.toldMicros = reading.timeMicros();
        long due =
                Math.floorDiv(reading.timeMicros(), MICROS_PER_MILLI)
                        + place.composite().pattern().patience().toMillis();
        // The clock of the entry before may have made it due: what came before is matched already.
        if (due < clockMillis - 1) {
            late.run();
            return;
        }
        out.accept(
                new StepChange(
                        run.ruleId,
                        run.ruleRevision,
                        run.place,
                        run.step,
                        turn,
                        place.sensor().key(),
                        place.sensor().id(),
                        run.metricKey,
                        reading.timeMicros(),
                        run.sinceMicros == StepRun.NEVER ? reading.timeMicros() : run.sinceMicros,
                        reading.value(),
                        reading.receivedMicros(),
                        due));
    }
}
