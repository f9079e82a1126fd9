package org.sensorium.stream.detect;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.detector.Memory;
import org.sensorium.stream.serial.Form;

/** {@link SensorMemory} in a checkpoint. */
public final class SensorMemoryForm extends Form<SensorMemory> {
    private static final int VERSION = Memory.VERSION;

    public SensorMemoryForm() {
        super(SensorMemory.class, VERSION, false);
    }

    @Override
    protected void write(SensorMemory sensor, DataOutputView out) throws IOException {
        sensor.write(out);
    }

    @Override
    protected SensorMemory read(int version, DataInputView in) throws IOException {
        return SensorMemory.read(version, in);
    }

    @Override
    public TypeSerializerSnapshot<SensorMemory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SensorMemory> {
        public Snapshot() {
            super(SensorMemoryForm::new);
        }
    }
}
