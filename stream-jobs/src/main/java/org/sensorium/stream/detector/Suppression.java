package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A score counts only if it is a bit more, twice as surprising, than those that counted among the
 * last readings, so that an excursion is told once. Keeps the highest of each of ten parts of that
 * span: it looks back nine to ten tenths of it. 88 bytes.
 */
final class Suppression {
    private static final int PARTS = 10;
    private static final double STEP_BITS = 1;

    private final double[] highest = new double[PARTS];
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
        for (double each : highest) {
            counts &= each == 0 || bits > each + STEP_BITS;
        }
        if (counts) {
            highest[part] = bits;
        }
        if (++inPart >= Math.max(1, span / PARTS)) {
            part = (part + 1) % PARTS;
            highest[part] = 0;
            inPart = 0;
        }
        return counts;
    }

    void write(DataOutput out) throws IOException {
        for (double each : highest) {
            out.writeDouble(each);
        }
        out.writeInt(part);
        out.writeInt(inPart);
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < PARTS; i++) {
            highest[i] = in.readDouble();
        }
        part = in.readInt();
        inPart = in.readInt();
    }
}
