package org.sensorium.stream.compare;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link Neighbourhood} in a checkpoint. */
public final class NeighbourhoodForm extends Form<Neighbourhood> {
    private static final int VERSION = 1;

    public NeighbourhoodForm() {
        super(Neighbourhood.class, VERSION, false);
    }

    @Override
    protected void write(Neighbourhood square, DataOutputView out) throws IOException {
        square.write(out);
    }

    @Override
    protected Neighbourhood read(int version, DataInputView in) throws IOException {
        return Neighbourhood.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Neighbourhood> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Neighbourhood> {
        public Snapshot() {
            super(NeighbourhoodForm::new);
        }
    }
}
