package org.sensorium.stream.compose;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.CompositeStep;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;
import org.sensorium.stream.compose.Composites.Composite;
import org.sensorium.stream.compose.PlaceMemory.Holder;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Turn;

/**
 * Puts the changes of one place in the order of the sensors' times, has CEP match them, and follows
 * what was matched until it is over. Works on the receipt clock alone, so a replay finds the same.
 * For one thread, one place at a time.
 */
final class Patterns {
    private static final long MICROS_PER_MILLI = 1000;

    private final Composites composites;
    private final Consumer<SeriesFinding> out;
    private final PlaceStore store = new PlaceStore();
    private final Map<String, Compiled> compiled = new HashMap<>();

    private record Compiled(int revision, StepAutomaton automaton) {}

    Patterns(Composites composites, Consumer<SeriesFinding> out) {
        this.composites = composites;
        this.out = out;
    }

    /** The next change; it is matched once it is due. */
    void change(PlaceMemory in, StepChange change) {
        if (change.ruleRevision() > in.ruleRevision) {
            in.startAnew(change.ruleRevision());
        }
        if (change.ruleRevision() == in.ruleRevision) {
            in.waiting.add(change);
        }
    }

    /** The earliest instant on the receipt clock at which {@link #elapse} has something to do. */
    long deadlineMillis(PlaceMemory in) {
        long deadline = in.waiting.isEmpty() ? Long.MAX_VALUE : in.waiting.first().dueMillis();
        @Nullable Composite by = holding(in);
        if (by == null) {
            // The rule is gone, or not here yet: the next change, or the timer of before, tells.
            return deadline;
        }
        long patience = by.pattern().patience().toMillis();
        deadline = Math.min(deadline, in.sweepMillis);
        if (in.partial != null) {
            long partial = automaton(by).deadlineMillis(in.partial);
            deadline = Math.min(deadline, partial == Long.MAX_VALUE ? partial : partial + patience);
        }
        if (in.open != null) {
            deadline = Math.min(deadline, endMillis(by, in.open) + patience);
        }
        return deadline;
    }

    /** The receipt clock has come to this instant, at which something was due. */
    void elapse(PlaceMemory in, long clockMillis) {
        @Nullable Composite by = holding(in);
        if (by == null) {
            in.startAnew(in.ruleRevision);
            return;
        }
        long nowMillis = clockMillis - by.pattern().patience().toMillis();
        while (!in.waiting.isEmpty() && in.waiting.first().timeMillis() <= nowMillis) {
            StepChange next = in.waiting.first();
            in.waiting.remove(next);
            advance(in, by, next.timeMillis());
            take(in, by, next);
        }
        advance(in, by, nowMillis);
        if (in.sweepMillis <= clockMillis) {
            sweep(in, by, clockMillis, nowMillis);
        }
    }

    /** Brings the place in line with the rules as they are now. */
    void follow(PlaceMemory in, long nowMicros) {
        @Nullable OpenMatch open = in.open;
        if (open == null) {
            return;
        }
        @Nullable Composite by = composites.byId(in.ruleId);
        if (by == null || !composites.isIn(by, in.place, open.sensorKey())) {
            in.startAnew(in.ruleRevision);
            end(in, nowMicros, open.finding().value(), Sentences.notWatched(open));
        } else if (by.rule().revision() > open.ruleRevision()) {
            Severity severity = by.rule().severity();
            OpenMatch changed = open.under(by.rule().revision(), severity);
            in.open = changed;
            if (by.rule().revision() > in.ruleRevision) {
                in.startAnew(by.rule().revision());
            }
            give(
                    changed,
                    in.ruleId,
                    turned(open.finding(), Turn.CHANGED, nowMicros),
                    Sentences.ruleChanged(open),
                    SeriesFinding.NO_READING);
        }
    }

    /** The rule that the place's memory is about, if it is the one that holds. */
    private @Nullable Composite holding(PlaceMemory in) {
        @Nullable Composite by = composites.byId(in.ruleId);
        return by != null && by.rule().revision() == in.ruleRevision ? by : null;
    }

    private StepAutomaton automaton(Composite by) {
        Rule rule = by.rule();
        @Nullable Compiled found = compiled.get(rule.id());
        if (found == null || found.revision() != rule.revision()) {
            found = new Compiled(rule.revision(), new StepAutomaton(by.pattern()));
            compiled.put(rule.id(), found);
        }
        return found.automaton();
    }

    private void advance(PlaceMemory in, Composite by, long millis) {
        @Nullable NFAState partial = in.partial;
        if (partial != null) {
            match(in, by, (automaton, buffer) -> automaton.advance(partial, buffer, millis));
        }
        @Nullable OpenMatch open = in.open;
        if (open != null && endMillis(by, open) <= millis) {
            end(
                    in,
                    millis * MICROS_PER_MILLI,
                    open.finding().value(),
                    Sentences.notHeard(by.pattern(), open));
        }
    }

    private void take(PlaceMemory in, Composite by, StepChange change) {
        boolean holds = change.turn() != StepTurn.ENDED;
        if (by.pattern().steps().get(change.step()).absent()) {
            note(in, by, change);
        }
        followOpen(in, by, change);
        if (!holds) {
            return;
        }
        NFAState partial = in.partial == null ? automaton(by).fresh() : in.partial;
        in.partial = partial;
        match(in, by, (automaton, buffer) -> automaton.take(partial, buffer, change));
        @Nullable StepChange present = presentAfter(in, by, change);
        if (present != null) {
            match(in, by, (automaton, buffer) -> automaton.take(partial, buffer, present));
        }
    }

    /** Keeps who meets what must be absent. */
    private static void note(PlaceMemory in, Composite by, StepChange change) {
        if (change.turn() == StepTurn.ENDED) {
            in.holding.remove(Holder.of(change));
            return;
        }
        in.holding.put(Holder.of(change), change);
        if (in.sweepMillis == PlaceMemory.NO_TIMER) {
            in.sweepMillis = change.dueMillis() + by.pattern().within().toMillis();
        }
    }

    /** What the next step says must be absent, if it is there at the moment. */
    private static @Nullable StepChange presentAfter(
            PlaceMemory in, Composite by, StepChange change) {
        int next = change.step() + 1;
        List<CompositeStep> steps = by.pattern().steps();
        if (next == steps.size() || !steps.get(next).absent()) {
            return null;
        }
        long spanMicros = by.pattern().within().toMillis() * MICROS_PER_MILLI;
        for (StepChange each : in.holding.values()) {
            if (each.step() == next && change.timeMicros() - each.timeMicros() < spanMicros) {
                return each.still(change.timeMicros());
            }
        }
        return null;
    }

    private static boolean isAbout(OpenMatch open, Composite by, StepChange change) {
        return change.sensorKey() == open.sensorKey()
                && change.metricKey() == open.metricKey()
                && change.step() == by.pattern().lastTaken();
    }

    private void followOpen(PlaceMemory in, Composite by, StepChange change) {
        @Nullable OpenMatch open = in.open;
        if (open == null || !isAbout(open, by, change)) {
            return;
        }
        if (change.turn() == StepTurn.ENDED) {
            end(in, change.timeMicros(), change.value(), Sentences.over(open, change));
        } else {
            in.open = open.heard(change.timeMicros());
        }
    }

    /** When an open match is over though nothing more is heard of its last step. */
    private static long endMillis(Composite by, OpenMatch open) {
        return Math.floorDiv(open.heardMicros(), MICROS_PER_MILLI)
                + by.pattern().within().toMillis();
    }

    private static void sweep(PlaceMemory in, Composite by, long clockMillis, long nowMillis) {
        long spanMillis = by.pattern().within().toMillis();
        for (Iterator<StepChange> each = in.holding.values().iterator(); each.hasNext(); ) {
            if (each.next().timeMillis() + spanMillis <= nowMillis) {
                each.remove();
            }
        }
        in.sweepMillis = in.holding.isEmpty() ? PlaceMemory.NO_TIMER : clockMillis + spanMillis;
    }

    private interface Run {
        Collection<Map<String, List<StepChange>>> in(
                StepAutomaton automaton, SharedBufferAccessor<StepChange> buffer) throws Exception;
    }

    @SuppressWarnings("try") // nobody interrupts the close
    private void match(PlaceMemory in, Composite by, Run run) {
        try (SharedBufferAccessor<StepChange> buffer = store.of(in).getAccessor()) {
            for (Map<String, List<StepChange>> each : run.in(automaton(by), buffer)) {
                if (in.open == null) {
                    open(in, by, each);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(
                    "rule '" + in.ruleId + "' in place '" + in.place + "': " + e, e);
        }
    }

    private void open(PlaceMemory in, Composite by, Map<String, List<StepChange>> matched) {
        int lastStep = by.pattern().lastTaken();
        StepChange first = taken(matched, 0);
        StepChange last = taken(matched, lastStep);
        @Nullable String metric = composites.metricName(last.sensorKey(), last.metricKey());
        if (metric == null) {
            return; // taken down meanwhile
        }
        long at = last.timeMicros() + by.pattern().absence().toMillis() * MICROS_PER_MILLI;
        Finding finding =
                new Finding(
                        DetectorKind.COMPOSITE,
                        Turn.BEGAN,
                        at,
                        at,
                        last.value(),
                        Double.NaN,
                        by.pattern().steps().get(lastStep).bound(),
                        Double.NaN,
                        first.timeMicros(),
                        at);
        OpenMatch open =
                new OpenMatch(
                        finding,
                        last.sensorKey(),
                        last.sensorId(),
                        last.metricKey(),
                        metric,
                        by.rule().revision(),
                        by.rule().severity(),
                        at);
        in.open = open;
        give(
                open,
                in.ruleId,
                finding,
                Sentences.matched(by.pattern(), in.place, matched),
                by.pattern().endsWithAbsence() ? SeriesFinding.NO_READING : last.receivedMicros());
    }

    static StepChange taken(Map<String, List<StepChange>> matched, int step) {
        @Nullable List<StepChange> taken = matched.get(StepAutomaton.name(step));
        if (taken == null || taken.isEmpty()) {
            throw new IllegalStateException("a match without step " + (step + 1));
        }
        return taken.get(0);
    }

    private void end(PlaceMemory in, long atMicros, double value, Sentences why) {
        @Nullable OpenMatch open = in.open;
        if (open != null) {
            in.open = null;
            Finding last = open.finding();
            give(
                    open,
                    in.ruleId,
                    turned(last, Turn.ENDED, atMicros, value),
                    why,
                    SeriesFinding.NO_READING);
        }
    }

    private void give(
            OpenMatch open, String ruleId, Finding finding, Sentences said, long causedAtMicros) {
        out.accept(
                new SeriesFinding(
                        open.sensorKey(),
                        open.sensorId(),
                        open.metricKey(),
                        open.metric(),
                        finding,
                        ruleId,
                        open.ruleRevision(),
                        open.severity(),
                        said.english(),
                        said.chinese(),
                        causedAtMicros));
    }

    private static Finding turned(Finding finding, Turn turn, long atMicros) {
        return turned(finding, turn, atMicros, finding.value());
    }

    private static Finding turned(Finding finding, Turn turn, long atMicros, double value) {
        return new Finding(
                finding.detector(),
                turn,
                finding.onsetMicros(),
                Math.max(atMicros, finding.atMicros()),
                value,
                finding.expected(),
                finding.threshold(),
                finding.score(),
                finding.windowFromMicros(),
                finding.windowToMicros());
    }
}
