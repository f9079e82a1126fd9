package org.sensorium.stream.compose;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How one series stands to one step of one rule. */
final class StepRun {
    static final long NEVER = Long.MIN_VALUE;

    final String ruleId;
    final int ruleRevision;
    final String place;
    final int step;
    final short metricKey;

    /** Event time of the first reading that meets it; {@link #NEVER} while none does. */
    long sinceMicros = NEVER;

    /** Event time of what was last told of it; {@link #NEVER} while it does not count. */
    long toldMicros = NEVER;

    StepRun(String ruleId, int ruleRevision, String place, int step, short metricKey) {
        this.ruleId = ruleId;
        this.ruleRevision = ruleRevision;
        this.place = place;
        this.step = step;
        this.metricKey = metricKey;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(ruleId);
        out.writeInt(ruleRevision);
        out.writeUTF(place);
        out.writeByte(step);
        out.writeShort(metricKey);
        out.writeLong(sinceMicros);
        out.writeLong(toldMicros);
    }

    static StepRun read(DataInput in) throws IOException {
        StepRun run =
                new StepRun(
                        in.readUTF(), in.readInt(), in.readUTF(), in.readByte(), in.readShort());
        run.sinceMicros = in.readLong();
        run.toldMicros = in.readLong();
        return run;
    }
}
