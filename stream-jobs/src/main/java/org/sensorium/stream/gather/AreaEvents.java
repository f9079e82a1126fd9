package org.sensorium.stream.gather;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.stream.detect.Arming;
import org.sensorium.stream.detect.Arming.Watched;
import org.sensorium.stream.detect.Square;

/** The events of one grid that are going on. */
final class AreaEvents {
    /** Who departs within so many minutes departs together. */
    static final int TOGETHER = 30;

    private static final int LEAST_PARTS = 3;
    private static final int ONE_IN = 4;

    private final Collection<Departure> departures;
    private final SortedMap<String, AreaEvent> events = new TreeMap<>();

    /** Those that turned out to be part of others in this tick. */
    private final List<AreaEvent> merged = new ArrayList<>();

    /**
     * @param departures all of the grid; those that an event lets go of are taken out
     */
    AreaEvents(Collection<Departure> departures) {
        this.departures = departures;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** How many of so many sensors are together. */
    static int quorum(int sensors) {
        return Math.max(LEAST_PARTS, (sensors + ONE_IN - 1) / ONE_IN);
    }

    /**
     * Departures of one region: they join the event that is there, or are one from now on.
     *
     * @param moving whether they are many enough to be one
     * @param grid any square of theirs
     */
    void gather(List<Departure> together, boolean moving, Square grid, long tick) {
        SortedMap<String, AreaEvent> there = new TreeMap<>();
        for (Departure each : together) {
            @Nullable AreaEvent event = each.event == null ? null : events.get(each.event);
            if (event != null) {
                there.put(event.id, event);
            }
        }
        if (there.isEmpty() && !moving) {
            return;
        }
        AreaEvent event =
                there.isEmpty()
                        ? begin(together, grid)
                        : Collections.min(
                                there.values(), Comparator.comparingLong(AreaEvent::onsetMicros));
        for (AreaEvent other : there.values()) {
            if (other != event) {
                event.merge(other);
                events.remove(other.id);
                merged.add(other);
                for (Departure each : departures) {
                    if (other.id.equals(each.event)) {
                        each.event = event.id;
                    }
                }
            }
        }
        for (Departure each : together) {
            if (each.event == null) {
                event.join(each.began(), tick);
                if (each.over) {
                    leave(each, each.turns.get(each.turns.size() - 1).finding().atMicros(), tick);
                }
            }
            each.event = event.id;
        }
    }

    /** A sensor departs no longer. */
    void leave(Departure departure, long atMicros, long tick) {
        @Nullable AreaEvent event = departure.event == null ? null : events.get(departure.event);
        if (event != null) {
            event.leave(departure.sensorKey(), atMicros, tick);
        }
    }

    /** Where and when the first of them began. */
    private AreaEvent begin(List<Departure> together, Square grid) {
        Departure first =
                Collections.min(
                        together,
                        Comparator.comparingLong(
                                        (Departure each) -> each.began().finding().onsetMicros())
                                .thenComparingInt(Departure::sensorKey));
        AreaEvent event =
                new AreaEvent(
                        grid.at(first.cell.row(), first.cell.column()),
                        first.began().finding().onsetMicros());
        events.put(event.id, event);
        return event;
    }

    /**
     * Tells what is new of the events, and lets go of those that are over.
     *
     * @param broken sensors that have nothing to say then
     */
    void tell(long tick, Arming arming, Set<Integer> broken, Given given) {
        for (AreaEvent each : merged) {
            if (each.isTold()) {
                given.events().accept(each.over(tick));
            }
        }
        merged.clear();
        for (Iterator<AreaEvent> i = events.values().iterator(); i.hasNext(); ) {
            AreaEvent each = i.next();
            if (each.isChanged()) {
                given.events().accept(each.step(district(each, arming), tick));
            }
            if (each.movedTick <= tick - TOGETHER && departing(each) < quorum(each.size())) {
                given.events().accept(each.over(tick));
                i.remove();
                release(each, broken, given);
            }
        }
    }

    private long departing(AreaEvent event) {
        return departures.stream()
                .filter(each -> event.id.equals(each.event) && !each.over)
                .count();
    }

    /** Who still departs when the event is over departs alone. */
    private void release(AreaEvent event, Set<Integer> broken, Given given) {
        for (Iterator<Departure> i = departures.iterator(); i.hasNext(); ) {
            Departure each = i.next();
            if (!event.id.equals(each.event)) {
                continue;
            }
            each.event = null;
            if (each.over || broken.contains(each.sensorKey())) {
                i.remove();
            } else if (!each.given) {
                each.giveOn(given);
            }
        }
    }

    /** That of most of its sensors; of several, the first by name. */
    private static String district(AreaEvent event, Arming arming) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Map.Entry<Integer, Short> each : event.series().entrySet()) {
            @Nullable Watched watched = arming.watched(each.getKey(), each.getValue());
            if (watched != null) {
                counts.merge(watched.sensor().district(), 1, Integer::sum);
            }
        }
        String most = "";
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            if (most.isEmpty() || each.getValue() > counts.getOrDefault(most, 0)) {
                most = each.getKey();
            }
        }
        return most;
    }

    void write(DataOutputView out) throws IOException {
        out.writeInt(events.size());
        for (AreaEvent each : events.values()) {
            each.write(out);
        }
    }

    void read(DataInputView in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            AreaEvent each = AreaEvent.read(in);
            events.put(each.id, each);
        }
    }
}
