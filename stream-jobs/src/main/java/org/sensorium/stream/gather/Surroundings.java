package org.sensorium.stream.gather;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.compare.Neighbourhood;
import org.sensorium.stream.compare.SquareNews;
import org.sensorium.stream.detect.Arming;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.Neighbourly;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.Square;

/**
 * Both stages without Flink: one thread, all squares, the log from its beginning. Finds exactly
 * what {@link org.sensorium.stream.compare.Comparing} and {@link Gatherer} find as long as nothing
 * changes in the registry meanwhile.
 */
public final class Surroundings {
    private static final long MICROS_PER_MILLI = 1000;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private final Arming arming;
    private final Given given;
    private final SortedMap<String, Neighbourhood> squares = new TreeMap<>();
    private final SortedMap<String, Gathering> grids = new TreeMap<>();
    private long placeMicros = Long.MIN_VALUE;
    private long dueMillis = Neighbourhood.NONE;
    private long watermarkMillis = Long.MIN_VALUE;

    public Surroundings(
            Known known, Consumer<SeriesFinding> findings, Consumer<IncidentEvent> events) {
        this.arming = new Arming(known);
        this.given = new Given(findings, events);
    }

    /** Takes what a sensor tells. */
    public void take(Neighbourly told) {
        Neighbourhood square = squares.computeIfAbsent(told.square(), Neighbourhood::new);
        square.take(told, watermarkMillis, this::take);
        dueMillis = Math.min(dueMillis, square.dueMillis());
    }

    private void take(SquareNews news) {
        grids.computeIfAbsent(Square.of(news.square()).grid(), grid -> new Gathering())
                .take(news, watermarkMillis, given);
    }

    /** The job's watermark before the finding that is being given. */
    public long placeMicros() {
        return placeMicros;
    }

    /** As the watermark of the log's clock: nothing of before this instant is still to come. */
    public void clock(long clockMicros) {
        long upTo = Math.floorDiv(clockMicros, MICROS_PER_MILLI) - 1;
        while (dueMillis <= upTo) {
            long tick = Neighbourhood.minuteAfter(dueMillis);
            for (Neighbourhood square : squares.values()) {
                if (square.dueTick() == tick && square.dueMillis() <= upTo) {
                    watermarkMillis = square.dueMillis();
                    square.tick(tick, arming, this::take);
                }
            }
            // A grid's ticks are at the full minute, behind those of all its squares.
            for (Gathering grid : grids.values()) {
                if (grid.dueTick() == tick && dueMillis(grid) <= upTo) {
                    placeMicros = (tick * MILLIS_PER_MINUTE - 1) * MICROS_PER_MILLI;
                    grid.tick(tick, arming, given);
                }
            }
            dueMillis = nextMillis();
        }
        watermarkMillis = upTo;
    }

    private long nextMillis() {
        long next = Neighbourhood.NONE;
        for (Neighbourhood square : squares.values()) {
            next = Math.min(next, square.dueMillis());
        }
        for (Gathering grid : grids.values()) {
            next = Math.min(next, dueMillis(grid));
        }
        return next;
    }

    private static long dueMillis(Gathering grid) {
        return grid.dueTick() == Gathering.NONE
                ? Gathering.NONE
                : grid.dueTick() * MILLIS_PER_MINUTE;
    }
}
