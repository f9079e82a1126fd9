package org.sensorium.stream.gather;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.IncidentEvent.Member;
import org.sensorium.model.IncidentId;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Severity;
import org.sensorium.sink.Micros;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.Square;

/** Neighbouring sensors of one type that departed from what is usual together, as far as told. */
final class AreaEvent {
    private static final long OPEN = Long.MAX_VALUE;
    private static final long MICROS_PER_MINUTE = 60_000_000;

    final String id;

    /** Where it began: no two events that are open begin in one square. */
    private final Square origin;

    private final long onsetMicros;
    private final Map<Integer, Part> parts = new TreeMap<>();
    private Severity severity = Severity.WARNING;
    private int steps;

    /** When a sensor last joined or left it. */
    long movedTick;

    private boolean changed;

    /** Under which it is told, from its first step to its last; empty before. */
    private String district = "";

    private record Part(short metricKey, long sinceMicros, long untilMicros) {}

    AreaEvent(Square origin, long onsetMicros) {
        this.origin = origin;
        this.onsetMicros = onsetMicros;
        this.id =
                IncidentId.of(
                        IncidentKind.AREA_EVENT,
                        group(origin),
                        origin.type(),
                        origin.metric(),
                        onsetMicros);
    }

    private static String group(Square square) {
        return square.place();
    }

    long onsetMicros() {
        return onsetMicros;
    }

    int size() {
        return parts.size();
    }

    boolean isChanged() {
        return changed;
    }

    /** The metric of each sensor. */
    Map<Integer, Short> series() {
        Map<Integer, Short> series = new TreeMap<>();
        parts.forEach((sensorKey, part) -> series.put(sensorKey, part.metricKey));
        return series;
    }

    void join(SeriesFinding found, long tick) {
        parts.put(
                found.sensorKey(),
                new Part(found.metricKey(), found.finding().onsetMicros(), OPEN));
        if (found.severity().compareTo(severity) < 0) {
            severity = found.severity();
        }
        movedTick = Math.max(movedTick, tick);
        changed = true;
    }

    void leave(int sensorKey, long atMicros, long tick) {
        @Nullable Part part = parts.get(sensorKey);
        if (part != null && part.untilMicros == OPEN) {
            parts.put(
                    sensorKey,
                    new Part(
                            part.metricKey,
                            part.sinceMicros,
                            Math.max(part.sinceMicros, atMicros)));
            movedTick = Math.max(movedTick, tick);
        }
    }

    /** The other turns out to be part of this one. */
    void merge(AreaEvent other) {
        other.parts.forEach(parts::putIfAbsent);
        if (other.severity.compareTo(severity) < 0) {
            severity = other.severity;
        }
        movedTick = Math.max(movedTick, other.movedTick);
        changed = true;
    }

    /**
     * Its next step: raised, if none was told yet.
     *
     * @param mostly the district of most of its sensors
     */
    IncidentEvent step(String mostly, long tick) {
        changed = false;
        if (district.isEmpty()) {
            district = mostly;
        }
        int ordinal = steps++;
        return event(
                ordinal,
                ordinal == 0 ? AlertEventKind.RAISED : AlertEventKind.UPDATED,
                tick,
                " departs from what is usual, of several at the same time.",
                "同时偏离常态。");
    }

    IncidentEvent over(long tick) {
        return event(
                IncidentEvent.LAST_STEP,
                AlertEventKind.CLEARED,
                tick,
                " is as usual again.",
                "恢复常态。");
    }

    /** Whether anything was told of it. */
    boolean isTold() {
        return steps > 0;
    }

    private IncidentEvent event(
            int ordinal, AlertEventKind kind, long tick, String what, String whatChinese) {
        List<Member> members = new ArrayList<>(parts.size());
        parts.forEach(
                (sensorKey, part) ->
                        members.add(
                                new Member(
                                        sensorKey,
                                        part.metricKey,
                                        Micros.toInstant(part.sinceMicros),
                                        part.untilMicros == OPEN
                                                ? null
                                                : Micros.toInstant(part.untilMicros))));
        String metric = origin.metric();
        return new IncidentEvent(
                id,
                ordinal,
                kind,
                IncidentKind.AREA_EVENT,
                group(origin),
                origin.type(),
                metric,
                district,
                severity,
                Micros.toInstant(onsetMicros),
                Micros.toInstant(tick * MICROS_PER_MINUTE),
                members,
                metric + " of neighbouring " + origin.type() + " sensors in " + district + what,
                district + "内相邻的" + origin.type() + "传感器的" + metric + whatChinese);
    }

    void write(DataOutputView out) throws IOException {
        out.writeUTF(origin.key());
        out.writeLong(onsetMicros);
        out.writeUTF(severity.code());
        out.writeInt(steps);
        out.writeLong(movedTick);
        out.writeBoolean(changed);
        out.writeUTF(district);
        out.writeInt(parts.size());
        for (Map.Entry<Integer, Part> each : parts.entrySet()) {
            out.writeInt(each.getKey());
            out.writeShort(each.getValue().metricKey);
            out.writeLong(each.getValue().sinceMicros);
            out.writeLong(each.getValue().untilMicros);
        }
    }

    static AreaEvent read(DataInputView in) throws IOException {
        AreaEvent read = new AreaEvent(Square.of(in.readUTF()), in.readLong());
        read.severity = Severity.ofCode(in.readUTF());
        read.steps = in.readInt();
        read.movedTick = in.readLong();
        read.changed = in.readBoolean();
        read.district = in.readUTF();
        for (int left = in.readInt(); left > 0; left--) {
            read.parts.put(in.readInt(), new Part(in.readShort(), in.readLong(), in.readLong()));
        }
        return read;
    }
}
