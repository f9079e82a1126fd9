package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A score counts only if it is a bit more, twice as surprising, than those that counted among the
 * last readings, so that an excursion is told once. Keeps the highest of each of ten parts of that
 * span: it looks back nine to ten tenths of it. 88 bytes of state; next to none of memory while
 * nothing counted.
 */
final class Suppression {
    private static final int PARTS = 10;
    private static final double STEP_BITS = 1;

    /** Null while nothing counted within the span. */
    private double @Nullable [] highest;

    private int part;
    private int inPart;

    /**
     * Takes the next score.
     *
     * @param bits 0 for nothing at all
     * @param span how many readings it looks back; 0 suppresses nothing
     */
    boolean counts(double bits, long span) {
        if (span == 0) {
            return bits > 0;
        }
        boolean counts = bits > 0;
        if (highest != null) {
            for (double each : highest) {
                counts &= each == 0 || bits > each + STEP_BITS;
            }
        }
        if (counts) {
            highest = highest == null ? new double[PARTS] : highest;
            highest[part] = bits;
        }
        if (++inPart >= Math.max(1, span / PARTS)) {
            part = (part + 1) % PARTS;
            inPart = 0;
            forget(part);
        }
        return counts;
    }

    private void forget(int oldest) {
        if (highest != null) {
            highest[oldest] = 0;
            dropIfNothing(highest);
        }
    }

    private void dropIfNothing(double[] scores) {
        for (double each : scores) {
            if (each != 0) {
                return;
            }
        }
        highest = null;
    }

    void write(DataOutput out) throws IOException {
        for (int i = 0; i < PARTS; i++) {
            out.writeDouble(highest == null ? 0 : highest[i]);
        }
        out.writeInt(part);
        out.writeInt(inPart);
    }

    void read(DataInput in) throws IOException {
        double[] scores = new double[PARTS];
        for (int i = 0; i < PARTS; i++) {
            scores[i] = in.readDouble();
        }
        highest = scores;
        dropIfNothing(scores);
        part = in.readInt();
        inPart = in.readInt();
    }
}
