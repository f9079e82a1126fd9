package org.sensorium.stream.fold;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What the stage remembers: who is silent, what is open, what is still to be looked at. */
final class StormMemory {
    private static final Comparator<Group> BY_NAME =
            Comparator.comparing(Group::kind).thenComparing(Group::name);

    /** How far the log's clock has come. */
    long clockMicros;

    final Arrivals arrivals;
    final Silences silences;
    final Map<Group, Storm> storms = new TreeMap<>(BY_NAME);

    StormMemory() {
        this(Long.MIN_VALUE, new Arrivals(), new Silences());
    }

    private StormMemory(long clockMicros, Arrivals arrivals, Silences silences) {
        this.clockMicros = clockMicros;
        this.arrivals = arrivals;
        this.silences = silences;
    }

    boolean isEmpty() {
        return arrivals.isEmpty() && silences.isEmpty() && storms.isEmpty();
    }

    void write(DataOutputView out) throws IOException {
        out.writeLong(clockMicros);
        arrivals.write(out);
        silences.write(out);
        out.writeInt(storms.size());
        for (Storm storm : storms.values()) {
            storm.write(out);
        }
    }

    static StormMemory read(DataInputView in) throws IOException {
        StormMemory memory = new StormMemory(in.readLong(), Arrivals.read(in), Silences.read(in));
        for (int left = in.readInt(); left > 0; left--) {
            Storm storm = Storm.read(in);
            memory.storms.put(storm.group(), storm);
        }
        return memory;
    }
}
