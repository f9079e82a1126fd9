package org.sensorium.stream.detect;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.model.Severity;
import org.sensorium.stream.serial.Form;

/** {@link SeriesFinding} on its way to the alerts. */
public final class SeriesFindingForm extends Form<SeriesFinding> {
    private static final int VERSION = 2;

    public SeriesFindingForm() {
        super(SeriesFinding.class, VERSION, true);
    }

    @Override
    protected void write(SeriesFinding found, DataOutputView out) throws IOException {
        out.writeInt(found.sensorKey());
        out.writeUTF(found.sensorId());
        out.writeShort(found.metricKey());
        out.writeUTF(found.metric());
        FindingBytes.write(found.finding(), out);
        out.writeUTF(found.ruleId());
        out.writeInt(found.ruleRevision());
        out.writeUTF(found.severity().code());
        out.writeUTF(found.messageEn());
        out.writeUTF(found.messageZh());
        out.writeLong(found.causedAtMicros());
    }

    @Override
    protected SeriesFinding read(int version, DataInputView in) throws IOException {
        return new SeriesFinding(
                in.readInt(),
                in.readUTF(),
                in.readShort(),
                in.readUTF(),
                FindingBytes.read(version, in),
                in.readUTF(),
                in.readInt(),
                Severity.ofCode(in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                in.readLong());
    }

    @Override
    public TypeSerializerSnapshot<SeriesFinding> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesFinding> {
        public Snapshot() {
            super(SeriesFindingForm::new);
        }
    }
}
