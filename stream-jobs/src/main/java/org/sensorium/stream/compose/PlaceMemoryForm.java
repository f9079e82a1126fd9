package org.sensorium.stream.compose;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link PlaceMemory} in a checkpoint. */
public final class PlaceMemoryForm extends Form<PlaceMemory> {
    private static final int VERSION = 1;

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
