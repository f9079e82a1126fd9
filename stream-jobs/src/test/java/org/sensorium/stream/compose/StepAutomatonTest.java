package org.sensorium.stream.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sensorium.model.CompositePattern;

class StepAutomatonTest {
    private static final long NOON = 1_700_049_600_000L;

    private final PlaceMemory place = new PlaceMemory("flood", "north");
    private final PlaceStore store = new PlaceStore();

    private static StepAutomaton automaton(String... parameters) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return new StepAutomaton(CompositePattern.of(Valley.flood(1, null, true, named)));
    }

    private static StepChange change(int step, int sensor, long second) {
        long micros = (NOON + second * 1000) * 1000;
        return new StepChange(
                "flood",
                1,
                "north",
                step,
                StepTurn.BEGAN,
                sensor,
                "s-" + sensor,
                (short) 1,
                micros,
                micros,
                40,
                micros,
                0);
    }

    @SuppressWarnings("try") // nobody interrupts the close
    private List<Map<String, List<StepChange>>> take(
            StepAutomaton automaton, NFAState state, StepChange change) throws Exception {
        try (SharedBufferAccessor<StepChange> buffer = store.of(place).getAccessor()) {
            List<Map<String, List<StepChange>>> matched =
                    new ArrayList<>(automaton.advance(state, buffer, change.timeMillis()));
            matched.addAll(automaton.take(state, buffer, change));
            return matched;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void howeverOftenItRainsItRemembersSoMuchAndNoMore(int gauges) throws Exception {
        StepAutomaton automaton =
                automaton(
                        "within",
                        "PT30M",
                        "step1.metric",
                        "rain",
                        "step1.above",
                        "20",
                        "step2.metric",
                        "level",
                        "step2.above",
                        "3",
                        "step3.metric",
                        "flow",
                        "step3.above",
                        "7");
        NFAState state = automaton.fresh();
        for (int i = 0; i < 6_000; i++) {
            take(automaton, state, change(0, i % gauges, i / 6));
            if (i % 100 == 0) {
                take(automaton, state, change(1, i % 100, i / 6));
            }
        }

        assertThat(state.getPartialMatches().size())
                .isBetween(2, 2 * StepAutomaton.MOST_PARTIAL + 1);
        assertThat(place.events.size()).isLessThanOrEqualTo(3 * StepAutomaton.MOST_PARTIAL + 1);
        assertThat(place.nodes.size()).isLessThanOrEqualTo(4 * StepAutomaton.MOST_PARTIAL);
        assertThat(place.counts.size()).isLessThanOrEqualTo(2);

        List<Map<String, List<StepChange>>> matched = take(automaton, state, change(2, 5, 1001));
        assertThat(matched).isNotEmpty();
        StepChange first = Patterns.taken(matched.get(0), 0);
        StepChange level = Patterns.taken(matched.get(0), 1);
        assertThat(first.timeMicros()).isLessThanOrEqualTo(level.timeMicros());

        take(automaton, state, change(2, 5, 4000));
        assertThat(StepAutomaton.isFresh(state)).isTrue();
        assertThat(place.events).isEmpty();
        assertThat(place.nodes).isEmpty();
    }
}
