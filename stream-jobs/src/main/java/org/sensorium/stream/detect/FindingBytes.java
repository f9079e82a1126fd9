package org.sensorium.stream.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sensorium.model.DetectorKind;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Statistic;
import org.sensorium.stream.detector.Turn;

/**
 * A finding as bytes; enumerations by name, so that they may be reordered. The first version knew
 * no statistic.
 */
public final class FindingBytes {
    /** Version of what {@link #write} writes. */
    public static final int VERSION = 2;

    private FindingBytes() {}

    /** Writes it; {@link #read} reads it back. */
    public static void write(Finding finding, DataOutput out) throws IOException {
        out.writeUTF(finding.detector().code());
        out.writeUTF(finding.turn().name());
        out.writeLong(finding.onsetMicros());
        out.writeLong(finding.atMicros());
        out.writeDouble(finding.value());
        out.writeDouble(finding.expected());
        out.writeDouble(finding.threshold());
        out.writeDouble(finding.score());
        out.writeLong(finding.windowFromMicros());
        out.writeLong(finding.windowToMicros());
        out.writeUTF(finding.statistic().name());
    }

    /** Reads what {@link #write} of that version, 1 to {@link #VERSION}, wrote. */
    public static Finding read(int version, DataInput in) throws IOException {
        return new Finding(
                DetectorKind.ofCode(in.readUTF()),
                Turn.valueOf(in.readUTF()),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                version == 1 ? Statistic.VALUE : Statistic.valueOf(in.readUTF()));
    }
}
