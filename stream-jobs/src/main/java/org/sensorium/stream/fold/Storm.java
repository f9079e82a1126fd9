package org.sensorium.stream.fold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.IncidentEvent.Member;
import org.sensorium.model.IncidentId;
import org.sensorium.model.Severity;
import org.sensorium.sink.Micros;
import org.sensorium.stream.fold.Silence.Series;

/** An incident that is open: a group that has fallen silent, as far as it was told. */
final class Storm {
    static final long NEVER = Long.MAX_VALUE;

    /** An incident that grows and shrinks is told of once a minute. */
    private static final long UPDATE_EVERY_MICROS = Duration.ofMinutes(1).toNanos() / 1000;

    private static final long NOT_LEFT = Long.MIN_VALUE;

    private final Group group;
    private final String district;
    private final long onsetMicros;
    private final Map<Series, Stay> members = new TreeMap<>();
    private long holdMicros;
    private Severity severity;
    private int ordinal = -1;
    private long toldMicros;
    private boolean changed;
    private long quietSinceMicros = NEVER;

    /** When a series came into it and when it left. */
    private record Stay(long sinceMicros, long untilMicros) {
        @Nullable Instant until() {
            return untilMicros == NOT_LEFT ? null : Micros.toInstant(untilMicros);
        }
    }

    /**
     * @param district of most of its sensors
     * @param onsetMicros when its first sensor fell silent
     */
    Storm(Group group, String district, long onsetMicros, Severity severity) {
        this.group = group;
        this.district = district;
        this.onsetMicros = onsetMicros;
        this.severity = severity;
    }

    Group group() {
        return group;
    }

    void join(Silence silence) {
        members.put(silence.series(), new Stay(silence.onsetMicros(), NOT_LEFT));
        holdMicros = Math.max(holdMicros, silence.holdMicros());
        if (silence.severity().compareTo(severity) < 0) {
            severity = silence.severity();
        }
        changed = true;
    }

    void leave(Series series, long atMicros) {
        @Nullable Stay stay = members.get(series);
        if (stay != null && stay.untilMicros() == NOT_LEFT) {
            members.put(series, new Stay(stay.sinceMicros(), atMicros));
            changed = true;
        }
    }

    /** Whether few enough of the group are silent for it to be over, if that stays so. */
    void quiet(boolean is, long atMicros) {
        if (!is) {
            quietSinceMicros = NEVER;
        } else if (quietSinceMicros == NEVER) {
            quietSinceMicros = atMicros;
        }
    }

    /** When it is over unless something happens before; {@link #NEVER} while it is not quiet. */
    long overAtMicros() {
        return quietSinceMicros == NEVER ? NEVER : quietSinceMicros + holdMicros;
    }

    /** When there is something to tell. */
    long tellAtMicros() {
        return changed ? toldMicros + UPDATE_EVERY_MICROS : NEVER;
    }

    IncidentEvent raised(long atMicros) {
        return tell(AlertEventKind.RAISED, atMicros);
    }

    IncidentEvent updated(long atMicros) {
        return tell(AlertEventKind.UPDATED, atMicros);
    }

    /** Everybody leaves. */
    IncidentEvent cleared(long atMicros) {
        members.replaceAll(
                (series, stay) ->
                        stay.untilMicros() == NOT_LEFT
                                ? new Stay(stay.sinceMicros(), atMicros)
                                : stay);
        return tell(AlertEventKind.CLEARED, atMicros);
    }

    private IncidentEvent tell(AlertEventKind kind, long atMicros) {
        boolean over = kind == AlertEventKind.CLEARED;
        ordinal++;
        toldMicros = atMicros;
        changed = false;
        List<Member> all = new ArrayList<>(members.size());
        members.forEach(
                (series, stay) ->
                        all.add(
                                new Member(
                                        series.sensorKey(),
                                        series.metricKey(),
                                        Micros.toInstant(stay.sinceMicros()),
                                        stay.until())));
        return new IncidentEvent(
                IncidentId.of(group.kind(), group.name(), null, null, onsetMicros),
                over ? IncidentEvent.LAST_STEP : ordinal,
                kind,
                group.kind(),
                group.name(),
                null,
                null,
                district,
                severity,
                Micros.toInstant(onsetMicros),
                Micros.toInstant(atMicros),
                all,
                over
                        ? "Most " + group.inEnglish() + " report again."
                        : "At least half of the " + group.inEnglish() + " have fallen silent.",
                group.inChinese() + (over ? "多数传感器恢复上报。" : "至少一半的传感器失联。"));
    }

    void write(DataOutput out) throws IOException {
        group.write(out);
        out.writeUTF(district);
        out.writeLong(onsetMicros);
        out.writeUTF(severity.code());
        out.writeLong(holdMicros);
        out.writeInt(ordinal);
        out.writeLong(toldMicros);
        out.writeBoolean(changed);
        out.writeLong(quietSinceMicros);
        out.writeInt(members.size());
        for (Map.Entry<Series, Stay> member : members.entrySet()) {
            member.getKey().write(out);
            out.writeLong(member.getValue().sinceMicros());
            out.writeLong(member.getValue().untilMicros());
        }
    }

    static Storm read(DataInput in) throws IOException {
        Storm storm =
                new Storm(
                        Group.read(in), in.readUTF(), in.readLong(), Severity.ofCode(in.readUTF()));
        storm.holdMicros = in.readLong();
        storm.ordinal = in.readInt();
        storm.toldMicros = in.readLong();
        storm.changed = in.readBoolean();
        storm.quietSinceMicros = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            storm.members.put(Series.read(in), new Stay(in.readLong(), in.readLong()));
        }
        return storm;
    }
}
