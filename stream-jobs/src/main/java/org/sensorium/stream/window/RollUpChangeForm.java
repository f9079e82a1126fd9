package org.sensorium.stream.window;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.model.RollUp;
import org.sensorium.stream.serial.Form;

/** {@link RollUpChange} on its way to the store. */
public final class RollUpChangeForm extends Form<RollUpChange> {
    private static final int VERSION = 1;

    public RollUpChangeForm() {
        super(RollUpChange.class, VERSION, true);
    }

    @Override
    protected void write(RollUpChange change, DataOutputView out) throws IOException {
        boolean whole = change instanceof RollUpChange.Whole;
        out.writeBoolean(whole);
        out.writeInt(change.sensorKey());
        out.writeShort(change.metricKey());
        out.writeLong(change.bucketMicros());
        if (change instanceof RollUpChange.Whole written) {
            RollUp rollUp = written.rollUp();
            out.writeLong(rollUp.count());
            out.writeDouble(rollUp.min());
            out.writeDouble(rollUp.max());
            out.writeDouble(rollUp.sum());
            out.writeDouble(rollUp.first());
            out.writeDouble(rollUp.last());
            out.writeLong(rollUp.firstAtMicros());
            out.writeLong(rollUp.lastAtMicros());
        }
    }

    @Override
    protected RollUpChange read(int version, DataInputView in) throws IOException {
        boolean whole = in.readBoolean();
        int sensorKey = in.readInt();
        short metricKey = in.readShort();
        long bucketMicros = in.readLong();
        if (!whole) {
            return new RollUpChange.Stale(sensorKey, metricKey, bucketMicros);
        }
        return new RollUpChange.Whole(
                new RollUp(
                        sensorKey,
                        metricKey,
                        bucketMicros,
                        in.readLong(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readLong(),
                        in.readLong()));
    }

    @Override
    public TypeSerializerSnapshot<RollUpChange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RollUpChange> {
        public Snapshot() {
            super(RollUpChangeForm::new);
        }
    }
}
