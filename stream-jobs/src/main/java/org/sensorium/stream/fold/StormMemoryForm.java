package org.sensorium.stream.fold;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link StormMemory} in a checkpoint. */
public final class StormMemoryForm extends Form<StormMemory> {
    private static final int VERSION = 1;

    public StormMemoryForm() {
        super(StormMemory.class, VERSION, false);
    }

    @Override
    protected void write(StormMemory memory, DataOutputView out) throws IOException {
        memory.write(out);
    }

    @Override
    protected StormMemory read(int version, DataInputView in) throws IOException {
        return StormMemory.read(in);
    }

    @Override
    public TypeSerializerSnapshot<StormMemory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<StormMemory> {
        public Snapshot() {
            super(StormMemoryForm::new);
        }
    }
}
