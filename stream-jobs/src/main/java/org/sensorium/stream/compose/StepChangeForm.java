package org.sensorium.stream.compose;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link StepChange} on its way to the patterns, and in what they remember. */
public final class StepChangeForm extends Form<StepChange> {
    private static final int VERSION = 1;

    public StepChangeForm() {
        super(StepChange.class, VERSION, true);
    }

    @Override
    protected void write(StepChange change, DataOutputView out) throws IOException {
        change.write(out);
    }

    @Override
    protected StepChange read(int version, DataInputView in) throws IOException {
        return StepChange.read(in);
    }

    @Override
    public TypeSerializerSnapshot<StepChange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<StepChange> {
        public Snapshot() {
            super(StepChangeForm::new);
        }
    }
}
