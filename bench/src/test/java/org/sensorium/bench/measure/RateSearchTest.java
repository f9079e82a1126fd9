package org.sensorium.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.sensorium.bench.measure.RateSearch.Tried;

class RateSearchTest {
    @Property
    void theAnswerIsCloseBelowWhatCanBeHeld(
            @ForAll @DoubleRange(min = 1_000, max = 100_000) double limit,
            @ForAll @DoubleRange(min = 0.3, max = 3) double guessedTooHighBy)
            throws Exception {
        RateSearch search = new RateSearch(1.2, 1.05, 50);

        double found =
                search.highest(
                                limit * guessedTooHighBy,
                                rate -> new Tried<>(rate, rate <= limit, "outcome"))
                        .orElseThrow()
                        .rate();

        assertThat(found).isBetween(limit / 1.05, limit);
    }

    @Test
    void whatIsNeverHeldHasNoAnswerAfterTheMostTrials() throws Exception {
        List<Double> tried = new ArrayList<>();

        Optional<Tried<String>> found =
                new RateSearch(2, 1.1, 4)
                        .highest(
                                800,
                                rate -> {
                                    tried.add(rate);
                                    return new Tried<>(rate, false, "");
                                });

        assertThat(found).isEmpty();
        assertThat(tried).containsExactly(800.0, 400.0, 200.0, 100.0);
    }

    @Test
    void theOutcomeIsThatOfTheRateHeld() throws Exception {
        Tried<Double> found =
                new RateSearch(1.5, 1.1, 20)
                        .highest(100, rate -> new Tried<>(rate, rate <= 120, rate))
                        .orElseThrow();

        assertThat(found.outcome()).isEqualTo(found.rate());
    }

    @Test
    void factorsThatLeadNowhereAreRefused() {
        assertThatThrownBy(() -> new RateSearch(1.2, 1, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateSearch(1.05, 1.1, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
