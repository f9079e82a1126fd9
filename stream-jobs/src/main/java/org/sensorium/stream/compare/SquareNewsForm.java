package org.sensorium.stream.compare;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.compare.SquareNews.Fault;
import org.sensorium.stream.compare.SquareNews.Novelty;
import org.sensorium.stream.compare.SquareNews.Size;
import org.sensorium.stream.compare.SquareNews.Suspicion;
import org.sensorium.stream.detect.SeriesFindingForm;
import org.sensorium.stream.serial.Form;

/** {@link SquareNews} on their way to be gathered. */
public final class SquareNewsForm extends Form<SquareNews> {
    private static final int VERSION = 1;
    private static final byte NOVELTY = 1;
    private static final byte SUSPICION = 2;
    private static final byte FAULT = 3;
    private static final byte SIZE = 4;
    private static final SeriesFindingForm FINDING = new SeriesFindingForm();

    public SquareNewsForm() {
        super(SquareNews.class, VERSION, true);
    }

    @Override
    protected void write(SquareNews news, DataOutputView out) throws IOException {
        out.writeUTF(news.square());
        out.writeLong(news.tick());
        if (news instanceof Novelty novelty) {
            out.writeByte(NOVELTY);
            out.writeInt(novelty.reporting());
            FINDING.serialize(novelty.found(), out);
        } else if (news instanceof Suspicion suspicion) {
            out.writeByte(SUSPICION);
            out.writeInt(suspicion.sensorKey());
            out.writeBoolean(suspicion.suspect());
        } else if (news instanceof Fault fault) {
            out.writeByte(FAULT);
            FINDING.serialize(fault.found(), out);
        } else if (news instanceof Size size) {
            out.writeByte(SIZE);
            out.writeInt(size.sensors());
        }
    }

    @Override
    protected SquareNews read(int version, DataInputView in) throws IOException {
        String square = in.readUTF();
        long tick = in.readLong();
        byte what = in.readByte();
        return switch (what) {
            case NOVELTY -> new Novelty(square, in.readInt(), FINDING.deserialize(in), tick);
            case SUSPICION -> new Suspicion(square, in.readInt(), in.readBoolean(), tick);
            case FAULT -> new Fault(square, FINDING.deserialize(in), tick);
            case SIZE -> new Size(square, in.readInt(), tick);
            default -> throw new IOException("news of kind " + what + " are not known");
        };
    }

    @Override
    public TypeSerializerSnapshot<SquareNews> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SquareNews> {
        public Snapshot() {
            super(SquareNewsForm::new);
        }
    }
}
