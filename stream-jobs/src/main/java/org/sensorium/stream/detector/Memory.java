package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sensorium.model.DetectorKind;

/**
 * What a detector remembers of one series: small, of bounded size, and serialisable. It outlives
 * changes of the rule that armed the detector.
 */
public abstract sealed class Memory
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

    final Episode episode = new Episode();

    /** Whether something is wrong at the moment. */
    public final boolean isOpen() {
        return episode.isOpen();
    }

    /** When the present episode began; only while {@link #isOpen()}. */
    public final long onsetMicros() {
        return episode.onsetMicros();
    }

    /** Ends the present episode without a reading's doing: nobody asks any more. */
    public final void abandon() {
        episode.end();
    }

    /** Writes all of it; {@link #read} reads it back. */
    public final void write(DataOutput out) throws IOException {
        episode.write(out);
        writeOwn(out);
    }

    /** Reads what {@link #write} of that version, 1 to {@link #VERSION}, wrote. */
    public static Memory read(int version, DetectorKind kind, DataInput in) throws IOException {
        Memory memory = fresh(kind);
        memory.episode.read(in);
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
