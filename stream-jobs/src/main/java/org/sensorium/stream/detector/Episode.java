package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of time in which something is wrong: pending from the first breach, open once that
 * has lasted long enough, over once it has been calm long enough. 33 bytes of state.
 */
final class Episode {
    private static final long NONE = Long.MIN_VALUE;

    /** Growth of the excess that is worth telling: by a tenth of the bound and by half. */
    private static final double STEP = 0.1;

    private static final double GROWTH = 0.5;

    private boolean open;
    private long onsetMicros = NONE;
    private long calmSinceMicros = NONE;
    private double toldExcess;

    boolean isOpen() {
        return open;
    }

    long onsetMicros() {
        return onsetMicros;
    }

    /**
     * Something is wrong at this instant.
     *
     * @param onset where the episode begins if it begins now
     * @param excess how far beyond the bound, as a share of it
     * @param forMicros how long it has to last before it counts
     */
    @Nullable Turn breach(long atMicros, long onset, double excess, long forMicros) {
        calmSinceMicros = NONE;
        if (onsetMicros == NONE) {
            onsetMicros = onset;
        }
        if (!open) {
            if (atMicros - onsetMicros < forMicros) {
                return null;
            }
            open = true;
            toldExcess = excess;
            return Turn.BEGAN;
        }
        if (excess >= toldExcess + Math.max(STEP, GROWTH * toldExcess)) {
            toldExcess = excess;
            return Turn.WORSENED;
        }
        return null;
    }

    /** Neither wrong enough to begin nor right enough to end. */
    void undecided() {
        if (!open) {
            onsetMicros = NONE;
        }
        calmSinceMicros = NONE;
    }

    /**
     * All is well at this instant.
     *
     * @param holdMicros how long it has to be well before the episode is over
     */
    @Nullable Turn calm(long atMicros, long holdMicros) {
        if (!open) {
            onsetMicros = NONE;
            return null;
        }
        if (calmSinceMicros == NONE) {
            calmSinceMicros = atMicros;
        }
        // The onset is kept for the finding that tells of the end.
        return atMicros - calmSinceMicros >= holdMicros ? Turn.ENDED : null;
    }

    void end() {
        open = false;
        onsetMicros = NONE;
        calmSinceMicros = NONE;
        toldExcess = 0;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(open);
        out.writeLong(onsetMicros);
        out.writeLong(calmSinceMicros);
        out.writeDouble(toldExcess);
    }

    void read(DataInput in) throws IOException {
        open = in.readBoolean();
        onsetMicros = in.readLong();
        calmSinceMicros = in.readLong();
        toldExcess = in.readDouble();
    }
}
