package org.sensorium.stream.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.Town;
import org.sensorium.stream.detector.Turn;

/** Whatever way sensors' findings are interleaved and the clock is cut, the same comes of them. */
class StormsOrderTest {
    private static final int SENSORS = 40;
    private static final int SECONDS = 900;

    private final Town town = new Town();

    /** What happens at one second, for one sensor. */
    private record Step(long second, SeriesFinding found) {}

    private record Outcome(List<String> told, List<IncidentEvent> incidents) {}

    @BeforeEach
    void register() {
        for (int key = 0; key < SENSORS; key++) {
            town.sensor(key, false, key < 12 ? "gw" : null, key < 20 ? "f" : null, "north");
        }
    }

    /** Each sensor falls silent and is heard again, many of them at the same times. */
    private static List<List<Step>> story(Random dice) {
        List<List<Step>> sensors = new ArrayList<>();
        for (int key = 0; key < SENSORS; key++) {
            List<Step> steps = new ArrayList<>();
            long second = 30 + dice.nextInt(3) * 10;
            while (second < SECONDS - 300) {
                long onset = second - 30;
                long heard = second + 1 + dice.nextInt(4) * 40L;
                steps.add(new Step(second, Story.found(key, Turn.BEGAN, onset, second, false)));
                steps.add(new Step(heard, Story.found(key, Turn.ENDED, onset, heard, true)));
                second = heard + 30 + dice.nextInt(3) * 30;
            }
            sensors.add(steps);
        }
        return sensors;
    }

    private Outcome tell(List<List<Step>> sensors, Random dice, boolean restarts)
            throws IOException {
        Story story = new Story(town);
        long clock = 0;
        while (clock < SECONDS) {
            long next = clock + 1 + dice.nextInt(20);
            List<List<Step>> order = new ArrayList<>(sensors);
            Collections.shuffle(order, dice);
            for (List<Step> steps : order) {
                for (Step step : steps) {
                    if (step.second() > clock && step.second() <= next) {
                        story.take(step.found());
                    }
                }
            }
            story.clock(next);
            clock = next;
            if (restarts) {
                story.restart();
            }
        }
        // Those who have no large group are told of at once, others by the clock: here all have.
        return new Outcome(story.told, story.incidents);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theSameLogMakesTheSameIncidents(long seed) throws IOException {
        List<List<Step>> story = story(new Random(seed));
        Outcome first = tell(story, new Random(100 + seed), false);

        assertThat(first.told())
                .anyMatch(word -> word.startsWith("raised"))
                .anyMatch(word -> word.startsWith("cleared"))
                .anyMatch(word -> word.endsWith("BEGAN"));
        assertThat(tell(story, new Random(200 + seed), false)).isEqualTo(first);
        assertThat(tell(story, new Random(300 + seed), true)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everySilenceIsEitherToldOfWholeOrFoldedWhole(long seed) throws IOException {
        List<String> told = tell(story(new Random(seed)), new Random(seed), true).told();

        for (int key = 0; key < SENSORS; key++) {
            String sensor = key + " ";
            List<String> turns = told.stream().filter(word -> word.startsWith(sensor)).toList();
            for (int i = 0; i < turns.size(); i++) {
                assertThat(turns.get(i)).endsWith(i % 2 == 0 ? "BEGAN" : "ENDED");
            }
        }
        assertThat(told.stream().filter(word -> word.startsWith("raised")).count())
                .isEqualTo(told.stream().filter(word -> word.startsWith("cleared")).count());
        assertThat(told).isNotEmpty();
    }
}
