package org.sensorium.stream.fold;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.stream.fold.Silence.Series;
import org.sensorium.stream.fold.Silence.Standing;

/**
 * Who is silent, by series, and how many sensors of each group are. Some 0.5 kB for each series
 * that is silent and belongs to a group; nothing for others.
 */
final class Silences {
    private final Map<Series, Silence> bySeries = new TreeMap<>();

    /** For each group its silent sensors, with how many of their series are. */
    private final Map<Group, Map<Integer, Integer>> sensors = new HashMap<>();

    /** When holding back ends; entries of those that are not held any more are passed over. */
    private final PriorityQueue<Hold> holds = new PriorityQueue<>();

    private record Hold(long untilMicros, Series series) implements Comparable<Hold> {
        private static final Comparator<Hold> ORDER =
                Comparator.comparingLong(Hold::untilMicros).thenComparing(Hold::series);

        @Override
        public int compareTo(Hold other) {
            return ORDER.compare(this, other);
        }
    }

    @Nullable Silence get(Series series) {
        return bySeries.get(series);
    }

    /** In the order of their series. */
    Collection<Silence> all() {
        return Collections.unmodifiableCollection(bySeries.values());
    }

    boolean isEmpty() {
        return bySeries.isEmpty();
    }

    void put(Silence silence) {
        @Nullable Silence before = bySeries.put(silence.series(), silence);
        if (before == null) {
            silence.groups().forEach(group -> count(group, silence.series().sensorKey(), 1));
        }
        if (silence.is(Standing.HELD)) {
            holds.add(new Hold(silence.heldUntilMicros(), silence.series()));
        }
    }

    void remove(Silence silence) {
        bySeries.remove(silence.series());
        silence.groups().forEach(group -> count(group, silence.series().sensorKey(), -1));
    }

    private void count(Group group, int sensorKey, int change) {
        Map<Integer, Integer> silent = sensors.computeIfAbsent(group, g -> new HashMap<>());
        silent.merge(sensorKey, change, (a, b) -> a + b == 0 ? null : a + b);
        if (silent.isEmpty()) {
            sensors.remove(group);
        }
    }

    /** How many sensors of the group have a series that is silent. */
    int silentSensors(Group group) {
        return sensors.getOrDefault(group, Map.of()).size();
    }

    /** When the next one has been held for long enough. */
    long nextHoldMicros() {
        while (!holds.isEmpty()) {
            Hold next = holds.element();
            @Nullable Silence silence = bySeries.get(next.series());
            if (silence != null
                    && silence.is(Standing.HELD)
                    && silence.heldUntilMicros() == next.untilMicros()) {
                return next.untilMicros();
            }
            holds.remove();
        }
        return Storm.NEVER;
    }

    /** The one that {@link #nextHoldMicros} was about. */
    Silence nextHeld() {
        @Nullable Silence next = bySeries.get(holds.remove().series());
        if (next == null) {
            throw new IllegalStateException("nothing is held back");
        }
        return next;
    }

    void write(DataOutputView out) throws IOException {
        out.writeInt(bySeries.size());
        for (Silence silence : bySeries.values()) {
            silence.write(out);
        }
    }

    static Silences read(DataInputView in) throws IOException {
        Silences silences = new Silences();
        for (int left = in.readInt(); left > 0; left--) {
            silences.put(Silence.read(in));
        }
        return silences;
    }

    /** Whose own group it is. */
    List<Silence> of(Group group) {
        return bySeries.values().stream().filter(each -> each.group().equals(group)).toList();
    }
}
