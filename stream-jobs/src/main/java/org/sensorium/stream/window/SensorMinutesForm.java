package org.sensorium.stream.window;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link SensorMinutes} in a checkpoint. */
public final class SensorMinutesForm extends Form<SensorMinutes> {
    private static final int VERSION = 1;

    public SensorMinutesForm() {
        super(SensorMinutes.class, VERSION, false);
    }

    @Override
    protected void write(SensorMinutes sensor, DataOutputView out) throws IOException {
        sensor.write(out);
    }

    @Override
    protected SensorMinutes read(int version, DataInputView in) throws IOException {
        return SensorMinutes.read(in);
    }

    @Override
    public SensorMinutes copy(SensorMinutes from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<SensorMinutes> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SensorMinutes> {
        public Snapshot() {
            super(SensorMinutesForm::new);
        }
    }
}
