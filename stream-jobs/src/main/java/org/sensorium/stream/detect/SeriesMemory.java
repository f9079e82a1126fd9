package org.sensorium.stream.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.stream.detect.Arming.Watched;
import org.sensorium.stream.detector.Memory;

/**
 * One series' place in its event time, and its detectors' memories. 1.1 kB on the first day and 1.9
 * kB after a week, 0.4 kB more with a novelty rule of tier 2.
 */
final class SeriesMemory {
    private static final DetectorKind[] KINDS = DetectorKind.values();
    private static final @Nullable Told[] NOTHING = {};

    final short metricKey;

    /** Event time of the newest reading: only later ones are shown to the detectors. */
    long newestMicros = Long.MIN_VALUE;

    private final @Nullable Memory[] memories = new @Nullable Memory[KINDS.length];

    /** By kind of detector; none before the first is told. */
    private @Nullable Told[] told = NOTHING;

    private int open;

    /** What is armed for it, when it was last asked for: no state. */
    private @Nullable Watched watched;

    SeriesMemory(short metricKey) {
        this.metricKey = metricKey;
    }

    /** Kept whatever becomes of the rule that armed the detector. */
    Memory memory(DetectorKind kind) {
        @Nullable Memory memory = memories[kind.ordinal()];
        if (memory == null) {
            memory = Memory.fresh(kind);
            memories[kind.ordinal()] = memory;
        }
        return memory;
    }

    boolean remembers(DetectorKind kind) {
        return memories[kind.ordinal()] != null;
    }

    @Nullable Told told(DetectorKind kind) {
        return told.length == 0 ? null : told[kind.ordinal()];
    }

    void told(DetectorKind kind, @Nullable Told now) {
        if (told.length == 0) {
            told = new @Nullable Told[KINDS.length];
        }
        open += (now == null ? 0 : 1) - (told[kind.ordinal()] == null ? 0 : 1);
        told[kind.ordinal()] = now;
    }

    /** What is armed for it now; null if it is not known, or retired. */
    @Nullable Watched watched(Arming arming, int sensorKey) {
        watched = arming.watched(sensorKey, metricKey, watched);
        return watched;
    }

    /** Whether any episode is open. */
    boolean isOpen() {
        return open > 0;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(metricKey);
        out.writeLong(newestMicros);
        for (DetectorKind kind : KINDS) {
            @Nullable Memory memory = memories[kind.ordinal()];
            if (memory != null) {
                out.writeUTF(kind.code());
                memory.write(out);
                @Nullable Told said = told(kind);
                out.writeBoolean(said != null);
                if (said != null) {
                    said.write(out);
                }
            }
        }
        out.writeUTF("");
    }

    static SeriesMemory read(int version, DataInput in) throws IOException {
        SeriesMemory series = new SeriesMemory(in.readShort());
        series.newestMicros = in.readLong();
        for (String code = in.readUTF(); !code.isEmpty(); code = in.readUTF()) {
            DetectorKind kind = DetectorKind.ofCode(code);
            series.memories[kind.ordinal()] = Memory.read(version, kind, in);
            if (in.readBoolean()) {
                series.told(kind, Told.read(version, in));
            }
        }
        return series;
    }
}
