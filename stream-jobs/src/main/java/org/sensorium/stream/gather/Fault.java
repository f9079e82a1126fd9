package org.sensorium.stream.gather;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;

/**
 * A sensor that has departed from its neighbours for long.
 *
 * @param told whether it was given on: not while an event passes there
 */
record Fault(Cell cell, SeriesFinding began, boolean told) {
    private static final SeriesFindingForm FINDING = new SeriesFindingForm();

    void write(DataOutputView out) throws IOException {
        cell.write(out);
        FINDING.serialize(began, out);
        out.writeBoolean(told);
    }

    static Fault read(DataInputView in) throws IOException {
        return new Fault(Cell.read(in), FINDING.deserialize(in), in.readBoolean());
    }
}
