package org.sensorium.stream.fold;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.Metric;
import org.sensorium.model.Sensor;
import org.sensorium.model.Severity;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Turn;
import org.sensorium.stream.fold.Silence.Series;
import org.sensorium.stream.fold.Silence.Standing;

/**
 * Holds a silence back for one more expected interval of its series. If by then half of the sensors
 * of its group are silent, all of them are one incident; otherwise the finding is passed on as it
 * was. A sensor that belongs to no large enough group is not held at all.
 *
 * <p>Everything is decided on the log's clock, in the order of the instants that findings are
 * about, never in that of their arrival: the same log makes the same incidents. Only what the
 * registry causes (a rule changed, a sensor was taken down) counts at once, since it has no place
 * in the log. For one thread, all sensors.
 */
public final class Storms {
    private static final long MICROS_PER_MILLI = 1000;
    private static final long SHORTEST_HOLD_MICROS = Duration.ofSeconds(1).toNanos() / 1000;
    private static final long LONGEST_HOLD_MICROS = Duration.ofSeconds(60).toNanos() / 1000;

    /**
     * Of a series without a registered interval, this share of the silence passes for one: a
     * silence is five intervals long unless its rule says otherwise.
     */
    private static final long INTERVALS_OF_A_SILENCE = 5;

    /** An incident begins when one in so many sensors of the group is silent. */
    private static final int RAISED_BY_ONE_IN = 2;

    /** And is over when fewer than one in so many are. */
    private static final int CLEARED_BELOW_ONE_IN = 4;

    private final Known known;
    private final Groups groups;
    private final StormMemory memory;
    private final Alone alone;
    private final Consumer<IncidentEvent> incidents;
    private long place = Long.MIN_VALUE;

    /** Takes a finding that is no part of an incident. */
    @FunctionalInterface
    public interface Alone {
        /**
         * @param placeMicros up to where the log's clock has come, in whole milliseconds; {@link
         *     Long#MIN_VALUE} if the finding has no place in the log
         */
        void accept(SeriesFinding found, long placeMicros);
    }

    /**
     * @param alone takes the findings that are no part of an incident, each sensor's in their order
     * @param incidents takes the incident events
     */
    public Storms(Known known, Alone alone, Consumer<IncidentEvent> incidents) {
        this(known, new StormMemory(), alone, incidents);
    }

    Storms(Known known, StormMemory memory, Alone alone, Consumer<IncidentEvent> incidents) {
        this.known = known;
        this.groups = new Groups(known);
        this.memory = memory;
        this.alone = alone;
        this.incidents = incidents;
    }

    /**
     * A silence was found, or is over.
     *
     * @param placeMicros up to where the log's clock had come before the entry that it was found in
     */
    public void take(SeriesFinding found, long placeMicros) {
        Series series = Series.of(found);
        Finding finding = found.finding();
        boolean ofRegistry =
                found.causedAtMicros() == SeriesFinding.NO_READING && finding.turn() != Turn.BEGAN;
        if (ofRegistry) {
            place = Long.MIN_VALUE;
            memory.arrivals.takeOf(series).forEach(this::apply);
            apply(found);
        } else if (memory.arrivals.areOf(series)
                || memory.silences.get(series) != null
                || finding.turn() == Turn.BEGAN && !groups.of(found.sensorKey()).isEmpty()) {
            memory.arrivals.add(found, Math.max(finding.atMicros(), placeMicros));
        } else {
            alone.accept(found, placeMicros);
        }
    }

    /** All findings about instants up to this one have been taken. */
    public void clock(long clockMicros) {
        if (clockMicros <= memory.clockMicros) {
            return;
        }
        long next = nextMicros();
        while (next <= clockMicros) {
            // What is about an earlier instant than was looked at already counts now.
            memory.clockMicros = Math.max(memory.clockMicros, next);
            place = Math.floorDiv(memory.clockMicros, MICROS_PER_MILLI) * MICROS_PER_MILLI;
            if (memory.arrivals.nextMicros() <= next) {
                apply(memory.arrivals.next());
            } else if (memory.silences.nextHoldMicros() <= next) {
                decide(memory.silences.nextHeld());
            } else {
                tell(next);
            }
            next = nextMicros();
        }
        memory.clockMicros = clockMicros;
    }

    private long nextMicros() {
        long next = Math.min(memory.arrivals.nextMicros(), memory.silences.nextHoldMicros());
        for (Storm storm : memory.storms.values()) {
            next = Math.min(next, Math.min(storm.overAtMicros(), storm.tellAtMicros()));
        }
        return next;
    }

    private void apply(SeriesFinding found) {
        @Nullable Silence silence = memory.silences.get(Series.of(found));
        switch (found.finding().turn()) {
            case BEGAN -> began(found, silence);
            case ENDED -> ended(found, silence);
            case WORSENED, CHANGED -> {
                if (silence != null) {
                    memory.silences.put(silence.changed(found));
                }
                passUnlessFolded(found, silence);
            }
        }
    }

    private void began(SeriesFinding found, @Nullable Silence silence) {
        List<Group> of = groups.of(found.sensorKey());
        if (silence != null || of.isEmpty()) {
            passUnlessFolded(found, silence);
            return;
        }
        long hold = holdMicros(found);
        Silence held =
                new Silence(
                        Series.of(found),
                        of,
                        Standing.HELD,
                        found,
                        found.finding().onsetMicros(),
                        hold,
                        found.finding().atMicros() + hold,
                        found.severity());
        memory.silences.put(held);
        look(of);
    }

    private void ended(SeriesFinding found, @Nullable Silence silence) {
        passUnlessFolded(found, silence);
        if (silence != null) {
            memory.silences.remove(silence);
            @Nullable Storm storm = memory.storms.get(silence.group());
            if (storm != null) {
                storm.leave(silence.series(), memory.clockMicros);
            }
            look(silence.groups());
        }
    }

    /** What was not passed on before has nothing to follow it. */
    private void passUnlessFolded(SeriesFinding found, @Nullable Silence silence) {
        if (silence == null || silence.is(Standing.PASSED)) {
            alone.accept(found, place);
        }
    }

    /** Sees whether incidents of these groups are going to be over. */
    private void look(List<Group> at) {
        for (Group group : at) {
            @Nullable Storm storm = memory.storms.get(group);
            if (storm != null) {
                int silent = memory.silences.silentSensors(group);
                boolean quiet = silent == 0 || silent * CLEARED_BELOW_ONE_IN < groups.size(group);
                storm.quiet(quiet, memory.clockMicros);
            }
        }
    }

    /** It has been held for long enough: does it stand alone? */
    private void decide(Silence silence) {
        Group group = silence.group();
        @Nullable Storm storm = memory.storms.get(group);
        if (storm != null) {
            storm.join(silence);
            memory.silences.put(silence.folded());
        } else if (memory.silences.silentSensors(group) * RAISED_BY_ONE_IN >= groups.size(group)) {
            raise(group);
        } else {
            pass(silence);
        }
    }

    /** All who are silent; those with an alert of their own keep it. */
    private void raise(Group group) {
        List<Silence> all = memory.silences.of(group);
        long onset = Long.MAX_VALUE;
        for (Silence each : all) {
            // Not of those passed on: another incident may have been named after them.
            onset = each.is(Standing.HELD) ? Math.min(onset, each.onsetMicros()) : onset;
        }
        Storm storm = new Storm(group, district(all), onset, Severity.WARNING);
        for (Silence each : all) {
            storm.join(each);
            if (each.is(Standing.HELD)) {
                memory.silences.put(each.folded());
            }
        }
        memory.storms.put(group, storm);
        incidents.accept(storm.raised(memory.clockMicros));
    }

    private String district(List<Silence> silences) {
        Map<String, Integer> districts = new TreeMap<>();
        for (Silence each : silences) {
            districts.merge(groups.district(each.series().sensorKey()), 1, Integer::sum);
        }
        String most = "";
        for (Map.Entry<String, Integer> each : districts.entrySet()) {
            if (most.isEmpty() || each.getValue() > districts.getOrDefault(most, 0)) {
                most = each.getKey();
            }
        }
        return most;
    }

    /** Clears what is over, and tells of what has changed. */
    private void tell(long atMicros) {
        for (Storm storm : List.copyOf(memory.storms.values())) {
            if (storm.overAtMicros() <= atMicros) {
                memory.storms.remove(storm.group());
                incidents.accept(storm.cleared(memory.clockMicros));
                for (Silence each : memory.silences.of(storm.group())) {
                    if (each.is(Standing.FOLDED)) {
                        pass(each);
                    }
                }
            } else if (storm.tellAtMicros() <= atMicros) {
                incidents.accept(storm.updated(memory.clockMicros));
            }
        }
    }

    private void pass(Silence silence) {
        @Nullable SeriesFinding began = silence.began();
        memory.silences.put(silence.passed());
        if (began != null) {
            alone.accept(began, place);
        }
    }

    private long holdMicros(SeriesFinding found) {
        Finding finding = found.finding();
        long interval =
                (finding.windowToMicros() - finding.windowFromMicros()) / INTERVALS_OF_A_SILENCE;
        @Nullable Sensor sensor = known.sensor(found.sensorKey());
        @Nullable Metric metric = sensor == null ? null : sensor.metrics().get(found.metric());
        if (metric != null && metric.interval() != null) {
            interval = metric.interval().toNanos() / 1000;
        }
        return Math.max(SHORTEST_HOLD_MICROS, Math.min(LONGEST_HOLD_MICROS, interval));
    }
}
