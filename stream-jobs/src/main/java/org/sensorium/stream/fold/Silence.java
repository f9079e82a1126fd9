package org.sensorium.stream.fold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Severity;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;

/**
 * A series of some group that is silent.
 *
 * @param groups those that it belongs to; it is folded into the first, the narrowest, only
 * @param began what was found; none once it was passed on
 * @param holdMicros how long it is held back
 * @param heldUntilMicros when that is over
 * @param severity as the rule has it
 */
record Silence(
        Series series,
        List<Group> groups,
        Standing standing,
        @Nullable SeriesFinding began,
        long onsetMicros,
        long holdMicros,
        long heldUntilMicros,
        Severity severity) {
    /** What has become of it. */
    enum Standing {
        /** It is not known yet whether it stands alone. */
        HELD,
        /** It is part of an incident. */
        FOLDED,
        /** It has an alert of its own. */
        PASSED
    }

    Group group() {
        return groups.get(0);
    }

    boolean is(Standing one) {
        return standing == one;
    }

    Silence folded() {
        return with(Standing.FOLDED, began, severity);
    }

    Silence passed() {
        return with(Standing.PASSED, null, severity);
    }

    /** The rule has changed. */
    Silence changed(SeriesFinding now) {
        return with(
                standing,
                began == null
                        ? null
                        : new SeriesFinding(
                                began.sensorKey(),
                                began.sensorId(),
                                began.metricKey(),
                                began.metric(),
                                began.finding(),
                                now.ruleId(),
                                now.ruleRevision(),
                                now.severity(),
                                began.messageEn(),
                                began.messageZh(),
                                began.causedAtMicros()),
                now.severity());
    }

    private Silence with(Standing now, @Nullable SeriesFinding finding, Severity as) {
        return new Silence(
                series, groups, now, finding, onsetMicros, holdMicros, heldUntilMicros, as);
    }

    void write(DataOutputView out) throws IOException {
        series.write(out);
        out.writeByte(groups.size());
        for (Group group : groups) {
            group.write(out);
        }
        out.writeUTF(standing.name());
        out.writeBoolean(began != null);
        if (began != null) {
            new SeriesFindingForm().serialize(began, out);
        }
        out.writeLong(onsetMicros);
        out.writeLong(holdMicros);
        out.writeLong(heldUntilMicros);
        out.writeUTF(severity.code());
    }

    static Silence read(DataInputView in) throws IOException {
        return new Silence(
                Series.read(in),
                groups(in),
                Standing.valueOf(in.readUTF()),
                in.readBoolean() ? new SeriesFindingForm().deserialize(in) : null,
                in.readLong(),
                in.readLong(),
                in.readLong(),
                Severity.ofCode(in.readUTF()));
    }

    private static List<Group> groups(DataInput in) throws IOException {
        List<Group> groups = new ArrayList<>();
        for (int left = in.readByte(); left > 0; left--) {
            groups.add(Group.read(in));
        }
        return groups;
    }

    /** A metric of a sensor, in the order in which those of one instant are looked at. */
    record Series(int sensorKey, short metricKey) implements Comparable<Series> {
        static Series of(SeriesFinding found) {
            return new Series(found.sensorKey(), found.metricKey());
        }

        @Override
        public int compareTo(Series other) {
            int bySensor = Integer.compare(sensorKey, other.sensorKey);
            return bySensor != 0 ? bySensor : Short.compare(metricKey, other.metricKey);
        }

        void write(DataOutput out) throws IOException {
            out.writeInt(sensorKey);
            out.writeShort(metricKey);
        }

        static Series read(DataInput in) throws IOException {
            return new Series(in.readInt(), in.readShort());
        }
    }
}
