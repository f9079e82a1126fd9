package org.sensorium.stream.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sensorium.model.Severity;
import org.sensorium.stream.detector.Finding;

/** What was last said about an episode that is still open, and by which rule. */
record Told(Finding finding, String ruleId, int ruleRevision, Severity severity) {
    void write(DataOutput out) throws IOException {
        FindingBytes.write(finding, out);
        out.writeUTF(ruleId);
        out.writeInt(ruleRevision);
        out.writeUTF(severity.code());
    }

    static Told read(int version, DataInput in) throws IOException {
        return new Told(
                FindingBytes.read(version, in),
                in.readUTF(),
                in.readInt(),
                Severity.ofCode(in.readUTF()));
    }
}
