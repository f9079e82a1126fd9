package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A score counts only if it exceeds those of the last readings, so that an excursion is told once.
 * Keeps the highest of each of ten parts of that span: it looks back nine to ten tenths of it. 88
 * bytes.
 */
final class Suppression {
    private static final int PARTS = 10;

    private final double[] highest = new double[PARTS];
    private int part;
    private int inPart;

    /**
     * Takes the next score.
     *
     * @param span how many readings it has to exceed
     * @return whether it does
     */
    boolean exceeds(double score, long span) {
        boolean exceeds = score > 0;
        for (double each : highest) {
            exceeds &= score > each;
        }
        highest[part] = Math.max(highest[part], score);
        if (++inPart >= Math.max(1, span / PARTS)) {
            part = (part + 1) % PARTS;
            highest[part] = 0;
            inPart = 0;
        }
        return exceeds;
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
