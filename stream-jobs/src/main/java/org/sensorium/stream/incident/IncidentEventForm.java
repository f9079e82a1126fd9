package org.sensorium.stream.incident;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.IncidentEvent.Member;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Severity;
import org.sensorium.sink.Micros;
import org.sensorium.stream.serial.Form;

/** {@link IncidentEvent} on its way to the store. */
public final class IncidentEventForm extends Form<IncidentEvent> {
    private static final int VERSION = 1;
    private static final long NONE = Long.MIN_VALUE;

    public IncidentEventForm() {
        super(IncidentEvent.class, VERSION, true);
    }

    @Override
    protected void write(IncidentEvent event, DataOutputView out) throws IOException {
        out.writeUTF(event.incidentId());
        out.writeInt(event.ordinal());
        out.writeUTF(event.kind().name());
        out.writeUTF(event.what().code());
        out.writeUTF(event.group());
        // Neither may be empty, so that empty can stand for none.
        out.writeUTF(event.type() == null ? "" : event.type());
        out.writeUTF(event.metric() == null ? "" : event.metric());
        out.writeUTF(event.district());
        out.writeUTF(event.severity().code());
        out.writeLong(Micros.of(event.raisedAt()));
        out.writeLong(Micros.of(event.at()));
        out.writeInt(event.members().size());
        for (Member member : event.members()) {
            @Nullable Instant until = member.until();
            out.writeInt(member.sensorKey());
            out.writeShort(member.metricKey());
            out.writeLong(Micros.of(member.since()));
            out.writeLong(until == null ? NONE : Micros.of(until));
        }
        out.writeUTF(event.messageEn());
        out.writeUTF(event.messageZh());
    }

    @Override
    protected IncidentEvent read(int version, DataInputView in) throws IOException {
        return new IncidentEvent(
                in.readUTF(),
                in.readInt(),
                AlertEventKind.valueOf(in.readUTF()),
                IncidentKind.ofCode(in.readUTF()),
                in.readUTF(),
                orNull(in.readUTF()),
                orNull(in.readUTF()),
                in.readUTF(),
                Severity.ofCode(in.readUTF()),
                Micros.toInstant(in.readLong()),
                Micros.toInstant(in.readLong()),
                members(in),
                in.readUTF(),
                in.readUTF());
    }

    private static List<Member> members(DataInputView in) throws IOException {
        List<Member> members = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int sensorKey = in.readInt();
            short metricKey = in.readShort();
            Instant since = Micros.toInstant(in.readLong());
            long until = in.readLong();
            members.add(
                    new Member(
                            sensorKey,
                            metricKey,
                            since,
                            until == NONE ? null : Micros.toInstant(until)));
        }
        return members;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public TypeSerializerSnapshot<IncidentEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<IncidentEvent> {
        public Snapshot() {
            super(IncidentEventForm::new);
        }
    }
}
