package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sensorium.model.DetectorKind;

/**
 * What a detector remembers of one series: small, of bounded size, and serialisable. It outlives
 * changes of the rule that armed the detector. It is the series' episode with that detector, rather
 * than having one: an object less for each of them.
 */
public abstract sealed class Memory extends Episode
        permits ThresholdMemory,
                RateMemory,
                FlatlineMemory,
                SilenceMemory,
                NoveltyMemory,
                MinuteMemory {
    /**
     * Version of what {@link #write} writes. The first knew of a novelty only the range of values,
     * the second nothing of a forest.
     */
    public static final int VERSION = 3;

    /** Writes all of it; {@link #read} reads it back. */
    public final void write(DataOutput out) throws IOException {
        writeEpisode(out);
        writeOwn(out);
    }

    /** Reads what {@link #write} of that version, 1 to {@link #VERSION}, wrote. */
    public static Memory read(int version, DetectorKind kind, DataInput in) throws IOException {
        Memory memory = fresh(kind);
        memory.readEpisode(in);
        memory.readOwn(version, in);
        return memory;
    }

    /** The memory of a detector that has seen nothing yet. */
    public static Memory fresh(DetectorKind kind) {
        return switch (kind) {
            case THRESHOLD -> new ThresholdMemory();
            case RATE_OF_CHANGE -> new RateMemory();
            case FLATLINE -> new FlatlineMemory();
            case SILENCE -> new SilenceMemory();
            case NOVELTY -> new NoveltyMemory();
            case SENSOR_FAULT -> new MinuteMemory();
            case COMPOSITE -> throw new IllegalArgumentException("composite is not of one series");
        };
    }

    abstract void writeOwn(DataOutput out) throws IOException;

    abstract void readOwn(int version, DataInput in) throws IOException;
}
