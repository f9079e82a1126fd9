package org.sensorium.stream.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sensorium.model.DetectorKind;

/**
 * When an alert about one metric and detector was raised lately, or came back.
 *
 * @param atMicros the last few times, the oldest first
 * @param forgetMicros when the log's clock makes all of them old
 */
record Raises(short metricKey, DetectorKind detector, List<Long> atMicros, long forgetMicros) {
    Raises {
        atMicros = List.copyOf(atMicros);
    }

    boolean areOf(short metric, DetectorKind kind) {
        return metricKey == metric && detector == kind;
    }

    /** Once more; keeps what counts. */
    Raises and(long nowMicros, long clockMicros, Flapping flapping) {
        List<Long> times = new ArrayList<>(atMicros);
        times.removeIf(time -> nowMicros - time > Flapping.WITHIN_MICROS);
        times.add(nowMicros);
        while (times.size() > Math.max(1, flapping.raises())) {
            times.remove(0);
        }
        long forget = Math.max(nowMicros, clockMicros) + Flapping.WITHIN_MICROS;
        return new Raises(metricKey, detector, times, forget);
    }

    boolean flap(Flapping flapping) {
        return flapping.raises() > 0 && atMicros.size() >= flapping.raises();
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(metricKey);
        out.writeUTF(detector.code());
        out.writeLong(forgetMicros);
        out.writeInt(atMicros.size());
        for (long at : atMicros) {
            out.writeLong(at);
        }
    }

    static Raises read(DataInput in) throws IOException {
        short metricKey = in.readShort();
        DetectorKind detector = DetectorKind.ofCode(in.readUTF());
        long forgetMicros = in.readLong();
        List<Long> times = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            times.add(in.readLong());
        }
        return new Raises(metricKey, detector, times, forgetMicros);
    }
}
