package org.sensorium.stream.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.stream.detect.Arming;
import org.sensorium.stream.detect.Arming.Watched;
import org.sensorium.stream.detect.Neighbourly;
import org.sensorium.stream.detect.Neighbourly.MinuteMean;
import org.sensorium.stream.detect.NeighbourlyForm;

/**
 * The sensors of one square: the state of the stage. Whatever comes waits for the next tick, once a
 * minute of the log's clock; only there, when all that came before is known, anything is decided,
 * so that it does not matter in which order sensors are heard. No Flink in it but its streams.
 *
 * <p>At most {@value #MOST} sensors, those of the lowest keys among the first to come; a denser net
 * is compared by smaller squares (rule parameter {@code kilometres}). A minute costs each sensor
 * the sorting of its share: constant, however many squares there are. Some 100 bytes a sensor and
 * 56 for each minute that waits, which is four at most while the log is read live.
 */
public final class Neighbourhood {
    /** So many sensors at least can be compared. */
    public static final int LEAST = 4;

    static final int MOST = 16_384;

    /** No tick is due. */
    public static final long NONE = Long.MAX_VALUE;

    private static final long MILLIS_PER_MINUTE = 60_000;

    /** A minute is compared so many minutes after its end: its mean comes with the next reading. */
    private static final int WAIT = 3;

    /** A sensor counts with its last minute for so long. */
    private static final int STALE = 15;

    private static final int FORGET = 7 * 24 * 60;
    private static final Comparator<MinuteMean> BY_SENSOR =
            Comparator.comparingInt(MinuteMean::sensorKey);

    private final String square;

    /** By how much its ticks are before the full minute, so that not all squares' are at once. */
    private final long aheadMillis;

    private final List<Neighbour> neighbours = new ArrayList<>();
    private final List<Neighbourly> waiting = new ArrayList<>();
    private long lastTick = Long.MIN_VALUE;
    private long dueTick = NONE;

    /** How many had reported lately at the last tick. */
    private int reporting;

    /** The size that was told last. */
    private int told;

    public Neighbourhood(String square) {
        this.square = square;
        this.aheadMillis = Math.floorMod(square.hashCode(), MILLIS_PER_MINUTE);
    }

    /**
     * Takes what a sensor tells.
     *
     * @param watermarkMillis nothing of before is still to come
     * @param out takes a novelty at once where there are too few to compare its sensor with: there
     *     may be others in the squares around, which are not known here. At once is when all that
     *     was to happen here before the novelty has happened
     */
    public void take(Neighbourly news, long watermarkMillis, Consumer<SquareNews> out) {
        long tick = tickAfter(news.clockMillis());
        if (news instanceof Neighbourly.Novelty novelty) {
            if (watermarkMillis < atMillis(tick - 1)) {
                tick--; // what happens there comes before
            } else if (isAlone() && !waits(novelty.sensorKey())) {
                out.accept(atOnce(novelty));
                return;
            }
        }
        waiting.add(news);
        dueTick = Math.min(dueTick, Math.max(tick, lastTick + 1));
    }

    /** The tick at which it is known what was there at this instant of the log's clock. */
    private long tickAfter(long clockMillis) {
        return minuteAfter(clockMillis + aheadMillis);
    }

    /** The first full minute since 1970 that is not before this instant. */
    public static long minuteAfter(long millis) {
        return Math.floorDiv(millis + MILLIS_PER_MINUTE - 1, MILLIS_PER_MINUTE);
    }

    private boolean isAlone() {
        return neighbours.size() < LEAST;
    }

    /** Whether something of this sensor waits that would be overtaken. */
    private boolean waits(int sensorKey) {
        return waiting.stream()
                .anyMatch(
                        each ->
                                each instanceof Neighbourly.Novelty
                                        && each.sensorKey() == sensorKey);
    }

    private SquareNews atOnce(Neighbourly.Novelty novelty) {
        return new SquareNews.Novelty(
                square, reporting, novelty.found(), minuteAfter(novelty.clockMillis()));
    }

    /** The next minute of the log's clock at which to call {@link #tick}, or {@link #NONE}. */
    public long dueTick() {
        return dueTick;
    }

    /** The instant of the log's clock at which {@link #dueTick} is due, or {@link #NONE}. */
    public long dueMillis() {
        return dueTick == NONE ? NONE : atMillis(dueTick);
    }

    private long atMillis(long tick) {
        return tick * MILLIS_PER_MINUTE - aheadMillis;
    }

    /** Whether nothing is known or waits: then it may be forgotten. */
    public boolean isEmpty() {
        return neighbours.isEmpty() && waiting.isEmpty() && told == 0;
    }

    /**
     * The log's clock has come to {@link #dueMillis()}: nothing of before is still to come.
     *
     * @param tick {@link #dueTick()}
     */
    public void tick(long tick, Arming arming, Consumer<SquareNews> out) {
        lastTick = tick;
        int minute = Math.toIntExact(tick - 1 - WAIT);
        Moment moment = new Moment(square, tick, minute, minute - STALE, arming, out);
        List<Neighbourly.Novelty> novelties = receive(tick, minute);
        letGo(moment);
        reporting = new Comparison(moment, neighbours).compare();
        int size = Math.min(neighbours.size(), LEAST);
        if (size != told) {
            told = size;
            out.accept(new SquareNews.Size(square, size, tick));
        }
        for (Neighbourly.Novelty each : novelties) {
            out.accept(new SquareNews.Novelty(square, reporting, each.found(), tick));
        }
        if (isAlone()) {
            sayAtOnce(tick + 1, out);
        }
        boolean live = reporting > 0 || !waiting.isEmpty();
        dueTick = live ? tick + 1 : NONE;
    }

    /** What was too far ahead of the watermark to be said when it came. */
    private void sayAtOnce(long nextTick, Consumer<SquareNews> out) {
        List<Neighbourly.Novelty> ahead = new ArrayList<>();
        for (Neighbourly each : waiting) {
            if (each instanceof Neighbourly.Novelty novelty
                    && tickAfter(novelty.clockMillis()) == nextTick) {
                ahead.add(novelty);
            }
        }
        waiting.removeAll(ahead);
        ahead.forEach(each -> out.accept(atOnce(each)));
    }

    private List<Neighbourly.Novelty> receive(long tick, int minute) {
        List<Neighbourly.Novelty> novelties = new ArrayList<>();
        List<MinuteMean> means = new ArrayList<>();
        for (Iterator<Neighbourly> i = waiting.iterator(); i.hasNext(); ) {
            Neighbourly told = i.next();
            if (told.clockMillis() > atMillis(tick)) {
                continue;
            }
            if (told instanceof Neighbourly.Novelty novelty) {
                novelties.add(novelty);
                i.remove();
            } else if (told instanceof MinuteMean mean && mean.minute() <= minute) {
                means.add(mean);
                i.remove();
            }
        }
        // A sensor's own are in their order; among sensors there is none but their keys.
        novelties.sort(Comparator.comparingInt(Neighbourly.Novelty::sensorKey));
        means.sort(BY_SENSOR);
        for (MinuteMean mean : means) {
            @Nullable Neighbour of = neighbour(mean);
            if (of != null) {
                of.take(mean.minute(), mean.mean());
            }
        }
        return novelties;
    }

    /** In the order of their keys; null if there is no room for another. */
    private @Nullable Neighbour neighbour(MinuteMean mean) {
        int low = 0;
        int high = neighbours.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (neighbours.get(middle).sensorKey < mean.sensorKey()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low < neighbours.size() && neighbours.get(low).sensorKey == mean.sensorKey()) {
            return neighbours.get(low);
        }
        if (neighbours.size() >= MOST) {
            return null;
        }
        Neighbour fresh = new Neighbour(mean.sensorKey(), mean.metricKey());
        neighbours.add(low, fresh);
        return fresh;
    }

    /**
     * Sensors that were taken down, moved away, are no longer compared, or have long been silent.
     */
    private void letGo(Moment moment) {
        for (Iterator<Neighbour> i = neighbours.iterator(); i.hasNext(); ) {
            Neighbour each = i.next();
            @Nullable Watched watched = moment.arming().watched(each.sensorKey, each.metricKey);
            boolean here = watched != null && square.equals(watched.square());
            if (!here || each.minute < moment.minute() - FORGET) {
                each.letGo(moment);
                i.remove();
            }
        }
    }

    void write(DataOutputView out) throws IOException {
        out.writeUTF(square);
        out.writeLong(lastTick);
        out.writeLong(dueTick);
        out.writeInt(reporting);
        out.writeInt(told);
        out.writeInt(neighbours.size());
        for (Neighbour each : neighbours) {
            each.write(out);
        }
        out.writeInt(waiting.size());
        NeighbourlyForm form = new NeighbourlyForm();
        for (Neighbourly each : waiting) {
            form.serialize(each, out);
        }
    }

    static Neighbourhood read(DataInputView in) throws IOException {
        Neighbourhood read = new Neighbourhood(in.readUTF());
        read.lastTick = in.readLong();
        read.dueTick = in.readLong();
        read.reporting = in.readInt();
        read.told = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            read.neighbours.add(Neighbour.read(in));
        }
        NeighbourlyForm form = new NeighbourlyForm();
        for (int left = in.readInt(); left > 0; left--) {
            read.waiting.add(form.deserialize(in));
        }
        return read;
    }
}
