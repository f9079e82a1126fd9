package org.sensorium.stream.compose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.WithinType;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.sensorium.model.CompositePattern;

/**
 * Flink CEP's automaton for one composite rule. CEP's own operator has one pattern from its start
 * to its end; rules change while the job runs, so the automaton is compiled here, when a rule is
 * first needed, and its state handed in. Times are milliseconds since 1970 by the sensors' clocks.
 *
 * <p>A step after the first is taken by what begins then, not by what held before; the first also
 * by what still holds, so that the span is counted from when it was last told to.
 */
final class StepAutomaton {
    /**
     * Partial matches kept in each state. Of those that wait for the same step to be taken the
     * newest comes to whatever an older one would; of those that wait for an absence to be over the
     * oldest does so first. The others would only tell the same place's trouble again.
     */
    static final int MOST_PARTIAL = 32;

    private final NFA<StepChange> nfa;
    private final AfterMatchSkipStrategy skip = AfterMatchSkipStrategy.noSkip();
    private final long windowMillis;
    private final long absenceMillis;
    private final String pendingState;

    StepAutomaton(CompositePattern pattern) {
        int last = pattern.steps().size() - 1;
        absenceMillis = pattern.absence().toMillis();
        windowMillis = pattern.within().toMillis() + absenceMillis;
        pendingState = pattern.endsWithAbsence() ? name(last) : "";
        nfa = NFACompiler.compileFactory(compose(pattern), false).createNFA();
    }

    private static Pattern<StepChange, ?> compose(CompositePattern from) {
        long spanMillis = from.within().toMillis();
        Pattern<StepChange, ?> pattern = Pattern.<StepChange>begin(name(0)).where(new Holding(0));
        for (int i = 1; i < from.steps().size(); i++) {
            pattern =
                    from.steps().get(i).absent()
                            ? pattern.notFollowedBy(name(i)).where(new Holding(i))
                            : pattern.followedBy(name(i)).where(new Beginning(i, spanMillis));
        }
        if (from.endsWithAbsence()) {
            pattern = pattern.within(from.absence(), WithinType.PREVIOUS_AND_CURRENT);
        }
        return pattern.within(Duration.ofMillis(spanMillis).plus(from.absence()));
    }

    /** By which a match names the change that took the step. */
    static String name(int step) {
        return "step" + (step + 1);
    }

    NFAState fresh() {
        return nfa.createInitialNFAState();
    }

    /** Whether there is nothing in it but the wait for a first step. */
    static boolean isFresh(NFAState state) {
        return state.getPartialMatches().size() <= 1 && state.getCompletedMatches().isEmpty();
    }

    /** Shows a change to it; gives what is matched with it, the longest first. */
    Collection<Map<String, List<StepChange>>> take(
            NFAState state, SharedBufferAccessor<StepChange> buffer, StepChange change)
            throws Exception {
        // No condition asks for the wall clock.
        Collection<Map<String, List<StepChange>>> matched =
                nfa.process(buffer, state, change, change.timeMillis(), skip, () -> 0);
        if (state.getPartialMatches().size() > MOST_PARTIAL) {
            thinOut(state, buffer);
        }
        return matched;
    }

    /** Nothing earlier is to come; gives what is matched by the absence that is over with it. */
    Collection<Map<String, List<StepChange>>> advance(
            NFAState state, SharedBufferAccessor<StepChange> buffer, long millis) throws Exception {
        return nfa.advanceTime(buffer, state, millis, skip).f0;
    }

    /** The earliest time at which {@link #advance} changes anything. */
    long deadlineMillis(NFAState state) {
        long earliest = Long.MAX_VALUE;
        for (ComputationState each : state.getPartialMatches()) {
            if (each.getStartEventID() == null) {
                continue;
            }
            earliest = Math.min(earliest, each.getStartTimestamp() + windowMillis);
            if (each.getCurrentStateName().equals(pendingState)) {
                earliest = Math.min(earliest, each.getPreviousTimestamp() + absenceMillis);
            }
        }
        return earliest;
    }

    private void thinOut(NFAState state, SharedBufferAccessor<StepChange> buffer) throws Exception {
        Map<String, List<ComputationState>> byState = new HashMap<>();
        for (ComputationState each : state.getPartialMatches()) {
            if (each.getStartEventID() != null) {
                byState.computeIfAbsent(each.getCurrentStateName(), name -> new ArrayList<>())
                        .add(each);
            }
        }
        for (Map.Entry<String, List<ComputationState>> each : byState.entrySet()) {
            List<ComputationState> partial = each.getValue();
            Comparator<ComputationState> oldestFirst = NFAState.COMPUTATION_STATE_COMPARATOR;
            boolean pending = each.getKey().equals(pendingState);
            partial.sort(pending ? oldestFirst : oldestFirst.reversed());
            for (int i = MOST_PARTIAL; i < partial.size(); i++) {
                ComputationState dropped = partial.get(i);
                state.getPartialMatches().remove(dropped);
                state.setStateChanged();
                buffer.releaseNode(dropped.getPreviousBufferEntry(), dropped.getVersion());
            }
        }
    }

    /** The condition of the step is met. */
    private static final class Holding extends SimpleCondition<StepChange> {
        private static final long serialVersionUID = 1;
        private final int step;

        private Holding(int step) {
            this.step = step;
        }

        @Override
        public boolean filter(StepChange change) {
            return change.step() == step && change.turn() != StepTurn.ENDED;
        }
    }

    /** The condition of the step is met and was not before, soon enough after the first step. */
    private static final class Beginning extends IterativeCondition<StepChange> {
        private static final long serialVersionUID = 1;
        private final int step;
        private final long spanMillis;

        private Beginning(int step, long spanMillis) {
            this.step = step;
            this.spanMillis = spanMillis;
        }

        @Override
        public boolean filter(StepChange change, Context<StepChange> matched) throws Exception {
            if (change.step() != step || change.turn() != StepTurn.BEGAN) {
                return false;
            }
            for (StepChange first : matched.getEventsForPattern(name(0))) {
                return change.timeMillis() - first.timeMillis() < spanMillis;
            }
            return false;
        }
    }
}
