package org.sensorium.stream.gather;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link Gathering} in a checkpoint. */
public final class GatheringForm extends Form<Gathering> {
    private static final int VERSION = 1;

    public GatheringForm() {
        super(Gathering.class, VERSION, false);
    }

    @Override
    protected void write(Gathering gathering, DataOutputView out) throws IOException {
        gathering.write(out);
    }

    @Override
    protected Gathering read(int version, DataInputView in) throws IOException {
        return Gathering.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Gathering> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Gathering> {
        public Snapshot() {
            super(GatheringForm::new);
        }
    }
}
