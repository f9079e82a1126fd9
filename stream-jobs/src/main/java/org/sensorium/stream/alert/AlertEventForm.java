package org.sensorium.stream.alert;

import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Severity;
import org.sensorium.sink.Micros;
import org.sensorium.stream.serial.Form;

/** {@link AlertEvent} on its way to the store. */
public final class AlertEventForm extends Form<AlertEvent> {
    private static final int VERSION = 2;
    private static final long NONE = Long.MIN_VALUE;

    public AlertEventForm() {
        super(AlertEvent.class, VERSION, true);
    }

    @Override
    protected void write(AlertEvent event, DataOutputView out) throws IOException {
        out.writeUTF(event.alertId());
        out.writeInt(event.ordinal());
        out.writeUTF(event.kind().name());
        out.writeInt(event.sensorKey());
        out.writeShort(event.metricKey());
        out.writeUTF(event.detector().code());
        out.writeUTF(event.severity().code());
        out.writeLong(Micros.of(event.raisedAt()));
        out.writeLong(Micros.of(event.at()));
        out.writeDouble(event.value());
        out.writeDouble(event.expected());
        out.writeDouble(event.threshold());
        out.writeDouble(event.score());
        out.writeLong(Micros.of(event.windowFrom()));
        out.writeLong(Micros.of(event.windowTo()));
        out.writeUTF(event.messageEn());
        out.writeUTF(event.messageZh());
        out.writeUTF(event.ruleId());
        out.writeInt(event.ruleRevision());
        @Nullable Instant causedAt = event.causedAt();
        out.writeLong(causedAt == null ? NONE : Micros.of(causedAt));
        out.writeInt(event.flaps());
    }

    @Override
    protected AlertEvent read(int version, DataInputView in) throws IOException {
        return new AlertEvent(
                in.readUTF(),
                in.readInt(),
                AlertEventKind.valueOf(in.readUTF()),
                in.readInt(),
                in.readShort(),
                DetectorKind.ofCode(in.readUTF()),
                Severity.ofCode(in.readUTF()),
                Micros.toInstant(in.readLong()),
                Micros.toInstant(in.readLong()),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                Micros.toInstant(in.readLong()),
                Micros.toInstant(in.readLong()),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                instant(in.readLong()),
                version == 1 ? 0 : in.readInt());
    }

    private static @Nullable Instant instant(long micros) {
        return micros == NONE ? null : Micros.toInstant(micros);
    }

    @Override
    public TypeSerializerSnapshot<AlertEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<AlertEvent> {
        public Snapshot() {
            super(AlertEventForm::new);
        }
    }
}
