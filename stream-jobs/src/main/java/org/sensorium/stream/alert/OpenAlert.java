package org.sensorium.stream.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Severity;

/**
 * An alert that is open, as far as it was told.
 *
 * @param ordinal of the last step told
 * @param toldMicros event time of that step
 */
record OpenAlert(
        String alertId,
        short metricKey,
        DetectorKind detector,
        long onsetMicros,
        int ordinal,
        Severity severity,
        long toldMicros) {
    OpenAlert told(int step, Severity now, long atMicros) {
        return new OpenAlert(alertId, metricKey, detector, onsetMicros, step, now, atMicros);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(alertId);
        out.writeShort(metricKey);
        out.writeUTF(detector.code());
        out.writeLong(onsetMicros);
        out.writeInt(ordinal);
        out.writeUTF(severity.code());
        out.writeLong(toldMicros);
    }

    static OpenAlert read(DataInput in) throws IOException {
        return new OpenAlert(
                in.readUTF(),
                in.readShort(),
                DetectorKind.ofCode(in.readUTF()),
                in.readLong(),
                in.readInt(),
                Severity.ofCode(in.readUTF()),
                in.readLong());
    }
}
