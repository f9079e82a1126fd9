package org.sensorium.stream.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link PlaceMemory} in a checkpoint. */
public final class PlaceMemoryForm extends Form<PlaceMemory> {
    private static final int VERSION = 1;
    private static final int ROOM = 512;

    public PlaceMemoryForm() {
        super(PlaceMemory.class, VERSION, false);
    }

    @Override
    protected void write(PlaceMemory place, DataOutputView out) throws IOException {
        place.write(out);
    }

    @Override
    protected PlaceMemory read(int version, DataInputView in) throws IOException {
        return PlaceMemory.read(in);
    }

    /** Only while a checkpoint is being written. */
    @Override
    public PlaceMemory copy(PlaceMemory from) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(ROOM);
            from.write(out);
            return PlaceMemory.read(
                    new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
        } catch (IOException e) {
            throw new UncheckedIOException("copying in memory", e);
        }
    }

    @Override
    public TypeSerializerSnapshot<PlaceMemory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PlaceMemory> {
        public Snapshot() {
            super(PlaceMemoryForm::new);
        }
    }
}
