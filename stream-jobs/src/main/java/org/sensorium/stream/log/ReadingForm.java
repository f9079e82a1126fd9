package org.sensorium.stream.log;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link Reading} in 31 bytes. */
public final class ReadingForm extends Form<Reading> {
    private static final int VERSION = 1;

    public ReadingForm() {
        super(Reading.class, VERSION, true);
    }

    @Override
    protected void write(Reading reading, DataOutputView out) throws IOException {
        out.writeInt(reading.sensorKey());
        out.writeShort(reading.metricKey());
        out.writeLong(reading.timeMicros());
        out.writeDouble(reading.value());
        out.writeLong(reading.receivedMicros());
    }

    @Override
    protected Reading read(int version, DataInputView in) throws IOException {
        return new Reading(
                in.readInt(), in.readShort(), in.readLong(), in.readDouble(), in.readLong());
    }

    @Override
    public TypeSerializerSnapshot<Reading> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Reading> {
        public Snapshot() {
            super(ReadingForm::new);
        }
    }
}
