package org.sensorium.stream.alert;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Severity;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;

/**
 * An alert that is open, as far as it was told.
 *
 * @param ordinal of the last step told
 * @param toldMicros event time of that step
 * @param flapping whether its clearing is held back
 * @param flaps how often it has come back meanwhile
 * @param clearMicros when the log's clock lets the clearing through; {@link #NEVER} if none is held
 * @param held that clearing
 */
record OpenAlert(
        String alertId,
        short metricKey,
        DetectorKind detector,
        long onsetMicros,
        int ordinal,
        Severity severity,
        long toldMicros,
        boolean flapping,
        int flaps,
        long clearMicros,
        @Nullable SeriesFinding held) {
    static final long NEVER = Long.MAX_VALUE;

    boolean isOf(short metric, DetectorKind kind) {
        return metricKey == metric && detector == kind;
    }

    OpenAlert told(int step, Severity now, long atMicros) {
        return new OpenAlert(
                alertId,
                metricKey,
                detector,
                onsetMicros,
                step,
                now,
                atMicros,
                flapping,
                flaps,
                clearMicros,
                held);
    }

    /** It seems to be over. */
    OpenAlert holding(SeriesFinding clearing, long untilMicros) {
        return with(flaps, untilMicros, clearing);
    }

    /** It was not over. */
    OpenAlert back() {
        return with(flaps + 1, NEVER, null);
    }

    private OpenAlert with(int times, long untilMicros, @Nullable SeriesFinding clearing) {
        return new OpenAlert(
                alertId,
                metricKey,
                detector,
                onsetMicros,
                ordinal,
                severity,
                toldMicros,
                flapping,
                times,
                untilMicros,
                clearing);
    }

    void write(DataOutputView out) throws IOException {
        out.writeUTF(alertId);
        out.writeShort(metricKey);
        out.writeUTF(detector.code());
        out.writeLong(onsetMicros);
        out.writeInt(ordinal);
        out.writeUTF(severity.code());
        out.writeLong(toldMicros);
        out.writeBoolean(flapping);
        out.writeInt(flaps);
        out.writeLong(clearMicros);
        out.writeBoolean(held != null);
        if (held != null) {
            new SeriesFindingForm().serialize(held, out);
        }
    }

    /** The first version knew no flapping. */
    static OpenAlert read(int version, DataInputView in) throws IOException {
        String alertId = in.readUTF();
        short metricKey = in.readShort();
        DetectorKind detector = DetectorKind.ofCode(in.readUTF());
        long onsetMicros = in.readLong();
        int ordinal = in.readInt();
        Severity severity = Severity.ofCode(in.readUTF());
        long toldMicros = in.readLong();
        boolean knows = version > 1;
        return new OpenAlert(
                alertId,
                metricKey,
                detector,
                onsetMicros,
                ordinal,
                severity,
                toldMicros,
                knows && in.readBoolean(),
                knows ? in.readInt() : 0,
                knows ? in.readLong() : NEVER,
                knows && in.readBoolean() ? new SeriesFindingForm().deserialize(in) : null);
    }
}
