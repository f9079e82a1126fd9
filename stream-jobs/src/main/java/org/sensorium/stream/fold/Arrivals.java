package org.sensorium.stream.fold;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;
import org.sensorium.stream.fold.Silence.Series;

/**
 * Findings that wait for the log's clock to reach them: only then it is certain that none of an
 * earlier instant is still to come, whichever sensor it is about. They leave in the order of their
 * instants, those of one instant in the order of their series, those of one series as they came.
 */
final class Arrivals {
    private final PriorityQueue<Arrival> waiting = new PriorityQueue<>();
    private final Map<Series, Integer> bySeries = new HashMap<>();
    private long count;

    private record Arrival(long dueMicros, Series series, long number, SeriesFinding found)
            implements Comparable<Arrival> {
        private static final Comparator<Arrival> ORDER =
                Comparator.comparingLong(Arrival::dueMicros)
                        .thenComparing(Arrival::series)
                        .thenComparingLong(Arrival::number);

        @Override
        public int compareTo(Arrival other) {
            return ORDER.compare(this, other);
        }
    }

    void add(SeriesFinding found, long dueMicros) {
        Series series = Series.of(found);
        waiting.add(new Arrival(dueMicros, series, count++, found));
        bySeries.merge(series, 1, Integer::sum);
    }

    boolean areOf(Series series) {
        return bySeries.containsKey(series);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** When the next one is due. */
    long nextMicros() {
        return waiting.isEmpty() ? Storm.NEVER : waiting.element().dueMicros();
    }

    /** The next one, which is not waiting any more. */
    SeriesFinding next() {
        Arrival next = waiting.remove();
        forget(next);
        return next.found();
    }

    /** All of one series, which are not waiting any more. */
    List<SeriesFinding> takeOf(Series series) {
        if (!areOf(series)) {
            return List.of();
        }
        List<Arrival> of =
                waiting.stream().filter(each -> each.series().equals(series)).sorted().toList();
        waiting.removeAll(of);
        of.forEach(this::forget);
        return of.stream().map(Arrival::found).toList();
    }

    private void forget(Arrival arrival) {
        bySeries.merge(arrival.series(), -1, (a, b) -> a + b == 0 ? null : a + b);
    }

    void write(DataOutputView out) throws IOException {
        List<Arrival> inOrder = new ArrayList<>(waiting);
        inOrder.sort(null);
        out.writeInt(inOrder.size());
        for (Arrival each : inOrder) {
            out.writeLong(each.dueMicros());
            new SeriesFindingForm().serialize(each.found(), out);
        }
    }

    static Arrivals read(DataInputView in) throws IOException {
        Arrivals arrivals = new Arrivals();
        for (int left = in.readInt(); left > 0; left--) {
            long dueMicros = in.readLong();
            arrivals.add(new SeriesFindingForm().deserialize(in), dueMicros);
        }
        return arrivals;
    }
}
