package org.sensorium.stream.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sensorium.stream.detect.Arming;
import org.sensorium.stream.detect.Neighbourly;
import org.sensorium.stream.detect.Novelties;
import org.sensorium.stream.detector.Turn;

/**
 * While a net of sensors comes into being, it changes within a minute whether there is anybody to
 * compare a sensor with. Whether its novelty is told at once must not depend on which of several
 * subtasks was faster.
 */
class FewNeighboursHarnessTest {
    private static final int GAUGES = 12;
    private static final int MINUTES = 60;
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final long START = RainTown.START / 1000;

    /** When a finding was made; events have none. */
    private static final Pattern AT = Pattern.compile("atMicros=(\\d+)");

    private Arming arming;

    /** What is told and whether it was held, by its words. */
    private final TreeMap<String, Boolean> expected = new TreeMap<>();

    private final TreeMap<String, Boolean> told = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whoIsFasterDoesNotMatter(long seed) throws Exception {
        RainTown town = new RainTown(GAUGES, seed);
        arming = new Arming(town.open());
        List<Neighbourly> story = story(new Random(seed));
        inOneThread(town, story);
        assertThat(expected.values()).contains(true, false);

        inTwoChannels(town, story, new Random(-seed));

        assertThat(told).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private void inOneThread(RainTown town, List<Neighbourly> story) {
        List<String> given = new ArrayList<>();
        Surroundings surroundings =
                new Surroundings(
                        town.open(),
                        found -> given.add(found.toString()),
                        event -> given.add(event.toString()));
        for (Neighbourly each : story) {
            surroundings.clock(each.clockMillis() * 1000);
            given.forEach(words -> note(expected, words, true));
            given.clear();
            surroundings.take(each);
            given.forEach(words -> note(expected, words, false));
            given.clear();
        }
        surroundings.clock(end() * 1000);
        given.forEach(words -> note(expected, words, true));
    }

    /** Even and odd sensors in an order that differs each time, the second operator behind. */
    private void inTwoChannels(RainTown town, List<Neighbourly> story, Random dice)
            throws Exception {
        List<Deque<Neighbourly>> channels = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        story.forEach(each -> channels.get(each.sensorKey() % 2).add(each));
        Operators operators = new Operators(town, this::given);
        while (channels.stream().anyMatch(each -> !each.isEmpty())) {
            Deque<Neighbourly> channel = channels.get(dice.nextInt(2));
            for (int i = dice.nextInt(8); i > 0 && !channel.isEmpty(); i--) {
                operators.hear(List.of(channel.remove()));
            }
            long clock = Math.min(next(channels.get(0)), next(channels.get(1)));
            operators.watermarkOfComparing(clock * 1000);
            if (dice.nextBoolean()) {
                operators.watermarkOfGathering(clock * 1000);
            }
        }
        operators.watermark(end() * 1000);
        operators.close();
    }

    /** What has the place of the news themselves, or that of the tick before, was not held. */
    private void given(String words, long placeMillis) {
        Matcher at = AT.matcher(words);
        note(told, words, !at.find() || placeMillis - Long.parseLong(at.group(1)) / 1000 > 0);
    }

    private static long next(Deque<Neighbourly> channel) {
        return channel.isEmpty() ? end() - MILLIS_PER_MINUTE : channel.element().clockMillis();
    }

    private static long end() {
        return START + 3 * MINUTES * MILLIS_PER_MINUTE;
    }

    /** A finding's words hold its instant, so each is there once. */
    private static void note(TreeMap<String, Boolean> notes, String words, boolean held) {
        assertThat(notes.put(words, held)).as(words).isNull();
    }

    /** One gauge after the other begins to report; each departs from its own past now and then. */
    private List<Neighbourly> story(Random dice) {
        List<Neighbourly> story = new ArrayList<>();
        for (int key = 0; key < GAUGES; key++) {
            String square = arming.watched(key, RainTown.INTENSITY).square();
            int first = dice.nextInt(MINUTES / 2);
            for (int minute = first; minute < MINUTES; minute++) {
                // Late as after an outage, so that the square knows the sensor at its next tick.
                story.add(
                        new Neighbourly.MinuteMean(
                                square,
                                key,
                                RainTown.INTENSITY,
                                (int) (START / MILLIS_PER_MINUTE) + minute - 10,
                                1,
                                START + minute * MILLIS_PER_MINUTE + dice.nextInt(60_000)));
            }
            TreeSet<Long> instants = new TreeSet<>();
            for (int i = 0; i < 10; i++) {
                long boundary = dice.nextInt(MINUTES) * MILLIS_PER_MINUTE;
                long ahead = Math.floorMod(square.hashCode(), MILLIS_PER_MINUTE);
                instants.add(
                        START + boundary - (dice.nextBoolean() ? ahead : 0) + dice.nextInt(4000));
            }
            boolean began = false;
            for (long instant : instants) {
                began = !began;
                Turn turn = began ? Turn.BEGAN : Turn.ENDED;
                story.add(
                        Novelties.at(instant, square, turn, key, RainTown.INTENSITY, "intensity"));
            }
        }
        story.sort(Comparator.comparingLong(Neighbourly::clockMillis));
        return story;
    }
}
