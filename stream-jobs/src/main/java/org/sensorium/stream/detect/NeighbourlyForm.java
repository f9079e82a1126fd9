package org.sensorium.stream.detect;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.detect.Neighbourly.MinuteMean;
import org.sensorium.stream.detect.Neighbourly.Novelty;
import org.sensorium.stream.serial.Form;

/** {@link Neighbourly} on its way to the square. */
public final class NeighbourlyForm extends Form<Neighbourly> {
    private static final int VERSION = 1;
    private static final SeriesFindingForm FINDING = new SeriesFindingForm();

    public NeighbourlyForm() {
        super(Neighbourly.class, VERSION, true);
    }

    @Override
    protected void write(Neighbourly told, DataOutputView out) throws IOException {
        out.writeUTF(told.square());
        out.writeLong(told.clockMillis());
        out.writeBoolean(told instanceof MinuteMean);
        if (told instanceof MinuteMean mean) {
            out.writeInt(mean.sensorKey());
            out.writeShort(mean.metricKey());
            out.writeInt(mean.minute());
            out.writeDouble(mean.mean());
        } else if (told instanceof Novelty novelty) {
            FINDING.serialize(novelty.found(), out);
        }
    }

    @Override
    protected Neighbourly read(int version, DataInputView in) throws IOException {
        String square = in.readUTF();
        long clockMillis = in.readLong();
        if (in.readBoolean()) {
            return new MinuteMean(
                    square,
                    in.readInt(),
                    in.readShort(),
                    in.readInt(),
                    in.readDouble(),
                    clockMillis);
        }
        return new Novelty(square, FINDING.deserialize(in), clockMillis);
    }

    @Override
    public TypeSerializerSnapshot<Neighbourly> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Neighbourly> {
        public Snapshot() {
            super(NeighbourlyForm::new);
        }
    }
}
