package org.sensorium.stream.compose;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link SensorSteps} in a checkpoint. */
public final class SensorStepsForm extends Form<SensorSteps> {
    private static final int VERSION = 1;

    public SensorStepsForm() {
        super(SensorSteps.class, VERSION, false);
    }

    @Override
    protected void write(SensorSteps sensor, DataOutputView out) throws IOException {
        sensor.write(out);
    }

    @Override
    protected SensorSteps read(int version, DataInputView in) throws IOException {
        return SensorSteps.read(in);
    }

    @Override
    public TypeSerializerSnapshot<SensorSteps> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SensorSteps> {
        public Snapshot() {
            super(SensorStepsForm::new);
        }
    }
}
