package org.sensorium.stream.gather;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.stream.compare.Neighbourhood;
import org.sensorium.stream.compare.SquareNews;
import org.sensorium.stream.compare.SquareNewsForm;
import org.sensorium.stream.detect.Arming;
import org.sensorium.stream.detect.Arming.Watched;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.Square;
import org.sensorium.stream.detector.Turn;

/**
 * What the sensors of one type and metric find that have neighbours: the state of the stage. It is
 * as large as what is going on, and a number for each square. As everywhere between sensors, what
 * comes waits for the next full minute of the log's clock, so that its order does not matter.
 *
 * <p>A novelty is held for {@value #HOLD} minutes, and as long as its sensor is under suspicion of
 * being broken, {@value #SUSPECTED} at most. If meanwhile a quarter of the square's sensors, and at
 * least three, depart from their own past, they are an area event, with all others that depart in
 * the squares around, and whoever joins within half an hour. It is over once nobody has joined or
 * left for half an hour and less than a quarter of its sensors depart; those depart alone. One
 * whose sensor is broken says nothing. What is left is given on as it came; at once where there are
 * fewer than four sensors around, or none of the square reports live, as when a recording is
 * replayed.
 *
 * <p>A fault is given on unless an event passes there; then it waits until that has passed.
 */
public final class Gathering {
    /** No tick is due. */
    public static final long NONE = Long.MAX_VALUE;

    private static final int HOLD = 10;
    private static final int SUSPECTED = 60;
    private static final long MICROS_PER_MINUTE = 60_000_000;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private final List<SquareNews> waiting = new ArrayList<>();
    private final SortedMap<Integer, Departure> departures = new TreeMap<>();
    private final Set<Integer> suspects = new TreeSet<>();
    private final SortedMap<Integer, Fault> faults = new TreeMap<>();
    private final SortedMap<Cell, Integer> reporting = new TreeMap<>();

    /** How many sensors each square knows, counted no further than matters. */
    private final SortedMap<Cell, Integer> sizes = new TreeMap<>();

    private final AreaEvents events = new AreaEvents(departures.values());
    private long lastTick = Long.MIN_VALUE;
    private long dueTick = NONE;
    private @Nullable Square grid;

    /**
     * Takes a square's news.
     *
     * @param watermarkMillis nothing of before is still to come
     * @param given takes a novelty at once where nobody else can tell anything about it: as soon as
     *     all is known that was told up to the full minute before it
     */
    public void take(SquareNews news, long watermarkMillis, Given given) {
        long tick = news.tick();
        if (news instanceof SquareNews.Novelty novelty) {
            if (watermarkMillis < (tick - 1) * MILLIS_PER_MINUTE) {
                tick--; // what is known there comes before
            } else if (standsAlone(novelty) && !waits(novelty)) {
                given.findings().accept(novelty.found());
                return;
            }
        }
        waiting.add(news);
        dueTick = Math.min(dueTick, Math.max(tick, lastTick + 1));
    }

    /** Whether something of its sensor waits that would be overtaken. */
    private boolean waits(SquareNews.Novelty news) {
        return waiting.stream().anyMatch(each -> each.sensorKey() == news.sensorKey());
    }

    /** With too few others around, and nothing of its own that is going on. */
    private boolean standsAlone(SquareNews.Novelty news) {
        return sensorsAround(Cell.of(Square.of(news.square()))) < Neighbourhood.LEAST
                && !departures.containsKey(news.sensorKey());
    }

    private int sensorsAround(Cell cell) {
        int sensors = 0;
        for (int row = -Regions.REACH; row <= Regions.REACH; row++) {
            for (int column = -Regions.REACH; column <= Regions.REACH; column++) {
                Cell near = new Cell(cell.row() + row, cell.column() + column);
                sensors += sizes.getOrDefault(near, 0);
            }
        }
        return sensors;
    }

    /** The next minute of the log's clock at which to call {@link #tick}, or {@link #NONE}. */
    public long dueTick() {
        return dueTick;
    }

    /** Whether there is nobody, and nothing going on: then it may be forgotten. */
    public boolean isEmpty() {
        return waiting.isEmpty()
                && departures.isEmpty()
                && suspects.isEmpty()
                && faults.isEmpty()
                && events.isEmpty()
                && sizes.isEmpty();
    }

    /**
     * The log's clock has come to this minute: nothing of before is still to come.
     *
     * @param tick {@link #dueTick()}
     */
    public void tick(long tick, Arming arming, Given given) {
        lastTick = tick;
        List<SquareNews> news = new ArrayList<>();
        for (Iterator<SquareNews> i = waiting.iterator(); i.hasNext(); ) {
            SquareNews each = i.next();
            if (each.tick() <= tick) {
                news.add(each);
                i.remove();
            }
        }
        // A sensor's own are in their order; among sensors there is none but their keys.
        news.sort(
                Comparator.comparingLong(SquareNews::tick).thenComparingInt(SquareNews::sensorKey));
        for (SquareNews each : news) {
            hear(each, tick, given);
        }
        letGo(tick, arming);
        gather(tick);
        tellFaults(tick, given);
        giveOn(tick, given);
        events.tell(tick, arming, faults.keySet(), given);
        forget(tick);
        sayAtOnce(tick + 1, given);
        boolean going = !waiting.isEmpty() || !departures.isEmpty() || !events.isEmpty();
        dueTick = going || faults.values().stream().anyMatch(f -> !f.told()) ? tick + 1 : NONE;
    }

    /** What was too far ahead of the watermark to be said when it came. */
    private void sayAtOnce(long nextTick, Given given) {
        Set<Integer> waits = new TreeSet<>();
        for (Iterator<SquareNews> i = waiting.iterator(); i.hasNext(); ) {
            SquareNews each = i.next();
            if (each instanceof SquareNews.Novelty novelty
                    && each.tick() == nextTick
                    && !waits.contains(each.sensorKey())
                    && standsAlone(novelty)) {
                i.remove();
                given.findings().accept(novelty.found());
            } else {
                waits.add(each.sensorKey());
            }
        }
    }

    private void hear(SquareNews news, long tick, Given given) {
        Square square = Square.of(news.square());
        if (news instanceof SquareNews.Size size) {
            sizes.compute(
                    Cell.of(square), (cell, before) -> size.sensors() == 0 ? null : size.sensors());
            return;
        }
        grid = square;
        if (news instanceof SquareNews.Suspicion suspicion) {
            if (suspicion.suspect()) {
                suspects.add(suspicion.sensorKey());
            } else {
                suspects.remove(suspicion.sensorKey());
            }
        } else if (news instanceof SquareNews.Fault fault) {
            hear(Cell.of(square), fault.found(), given);
        } else if (news instanceof SquareNews.Novelty novelty) {
            reporting.put(Cell.of(square), novelty.reporting());
            hear(Cell.of(square), novelty, tick, given);
        }
    }

    private void hear(Cell cell, SeriesFinding found, Given given) {
        if (found.finding().turn() != Turn.ENDED) {
            faults.put(found.sensorKey(), new Fault(cell, found, false));
            return;
        }
        @Nullable Fault fault = faults.remove(found.sensorKey());
        if (fault == null || fault.told()) {
            given.findings().accept(found);
        }
    }

    private void hear(Cell cell, SquareNews.Novelty news, long tick, Given given) {
        SeriesFinding found = news.found();
        boolean began = found.finding().turn() == Turn.BEGAN;
        @Nullable Departure departure = departures.get(found.sensorKey());
        if (departure != null && (departure.isHeld() || !departure.over)) {
            departure.turn(found);
            if (departure.given) {
                given.findings().accept(found);
            }
            if (departure.over) {
                events.leave(departure, found.finding().atMicros(), tick);
            }
        } else if (began && news.reporting() > 0) {
            departures.put(found.sensorKey(), new Departure(cell, tick, found));
        } else {
            given.findings().accept(found);
        }
    }

    /** Sensors that were taken down, or are no longer watched, have nothing to say. */
    private void letGo(long tick, Arming arming) {
        for (Iterator<Departure> i = departures.values().iterator(); i.hasNext(); ) {
            Departure each = i.next();
            @Nullable Watched watched = arming.watched(each.sensorKey(), each.began().metricKey());
            if (watched == null || watched.by(DetectorKind.NOVELTY) == null) {
                events.leave(each, tick * MICROS_PER_MINUTE, tick);
                i.remove();
            }
        }
    }

    private boolean isBroken(int sensorKey) {
        return suspects.contains(sensorKey) || faults.containsKey(sensorKey);
    }

    /** Makes events of what departs together. */
    private void gather(long tick) {
        SortedMap<Cell, List<Departure>> stirring = new TreeMap<>();
        for (Departure each : departures.values()) {
            if (each.sinceTick > tick - AreaEvents.TOGETHER && !isBroken(each.sensorKey())) {
                stirring.computeIfAbsent(each.cell, c -> new ArrayList<>()).add(each);
            }
        }
        for (SortedSet<Cell> region : Regions.of(new TreeSet<>(stirring.keySet()))) {
            List<Departure> together = new ArrayList<>();
            boolean moving = false;
            for (Cell cell : region) {
                List<Departure> there = stirring.getOrDefault(cell, List.of());
                together.addAll(there);
                moving |= there.size() >= AreaEvents.quorum(reporting.getOrDefault(cell, 0));
            }
            if (grid != null) {
                events.gather(together, moving, grid, tick);
            }
        }
    }

    private void tellFaults(long tick, Given given) {
        for (Map.Entry<Integer, Fault> each : faults.entrySet()) {
            Fault fault = each.getValue();
            if (fault.told() || eventPasses(fault.cell(), each.getKey(), tick)) {
                continue;
            }
            given.findings().accept(fault.began());
            each.setValue(new Fault(fault.cell(), fault.began(), true));
            @Nullable Departure departure = departures.get(each.getKey());
            if (departure != null && !departure.given) {
                events.leave(departure, tick * MICROS_PER_MINUTE, tick);
                departures.remove(each.getKey());
            }
        }
    }

    private boolean eventPasses(Cell cell, int sensorKey, long tick) {
        for (Departure each : departures.values()) {
            if (each.event != null
                    && each.sensorKey() != sensorKey
                    && each.sinceTick > tick - AreaEvents.TOGETHER
                    && each.cell.isWithin(Regions.REACH, cell)) {
                return true;
            }
        }
        return false;
    }

    /** Gives on what was held for long enough. */
    private void giveOn(long tick, Given given) {
        for (Iterator<Departure> i = departures.values().iterator(); i.hasNext(); ) {
            Departure each = i.next();
            long held = tick - each.sinceTick;
            if (!each.isHeld() || held < (isBroken(each.sensorKey()) ? SUSPECTED : HOLD)) {
                continue;
            }
            if (faults.containsKey(each.sensorKey())) {
                i.remove();
            } else {
                each.giveOn(given);
            }
        }
    }

    private void forget(long tick) {
        departures
                .values()
                .removeIf(
                        each ->
                                !each.isHeld()
                                        && each.sinceTick <= tick - AreaEvents.TOGETHER
                                        && (each.over || each.given && each.event == null));
        Set<Cell> cells = new TreeSet<>();
        departures.values().forEach(each -> cells.add(each.cell));
        reporting.keySet().retainAll(cells);
    }

    void write(DataOutputView out) throws IOException {
        out.writeLong(lastTick);
        out.writeLong(dueTick);
        out.writeUTF(grid == null ? "" : grid.key());
        SquareNewsForm form = new SquareNewsForm();
        out.writeInt(waiting.size());
        for (SquareNews each : waiting) {
            form.serialize(each, out);
        }
        out.writeInt(departures.size());
        for (Departure each : departures.values()) {
            each.write(out);
        }
        out.writeInt(suspects.size());
        for (int each : suspects) {
            out.writeInt(each);
        }
        out.writeInt(faults.size());
        for (Fault each : faults.values()) {
            each.write(out);
        }
        out.writeInt(reporting.size());
        for (Map.Entry<Cell, Integer> each : reporting.entrySet()) {
            each.getKey().write(out);
            out.writeInt(each.getValue());
        }
        out.writeInt(sizes.size());
        for (Map.Entry<Cell, Integer> each : sizes.entrySet()) {
            each.getKey().write(out);
            out.writeInt(each.getValue());
        }
        events.write(out);
    }

    static Gathering read(DataInputView in) throws IOException {
        Gathering read = new Gathering();
        read.lastTick = in.readLong();
        read.dueTick = in.readLong();
        String grid = in.readUTF();
        read.grid = grid.isEmpty() ? null : Square.of(grid);
        SquareNewsForm form = new SquareNewsForm();
        for (int left = in.readInt(); left > 0; left--) {
            read.waiting.add(form.deserialize(in));
        }
        for (int left = in.readInt(); left > 0; left--) {
            Departure each = Departure.read(in);
            read.departures.put(each.sensorKey(), each);
        }
        for (int left = in.readInt(); left > 0; left--) {
            read.suspects.add(in.readInt());
        }
        for (int left = in.readInt(); left > 0; left--) {
            Fault each = Fault.read(in);
            read.faults.put(each.began().sensorKey(), each);
        }
        for (int left = in.readInt(); left > 0; left--) {
            read.reporting.put(Cell.read(in), in.readInt());
        }
        for (int left = in.readInt(); left > 0; left--) {
            read.sizes.put(Cell.read(in), in.readInt());
        }
        read.events.read(in);
        return read;
    }
}
