package org.sensorium.stream.fold;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link StormMemory} in a checkpoint. */
public final class StormMemoryForm extends Form<StormMemory> {
    private static final int VERSION = 1;
    private static final int ROOM = 4096;

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

    /** Once for each checkpoint. */
    @Override
    public StormMemory copy(StormMemory from) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(ROOM);
            from.write(out);
            return StormMemory.read(
                    new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
        } catch (IOException e) {
            throw new UncheckedIOException("copying in memory", e);
        }
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
