package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of time in which something is wrong: pending from the first breach, open once that
 * has lasted long enough, over once it has been calm long enough. 33 bytes of state. Memory only
 * while something is pending or open: there is one for each detector of each series, and nearly all
 * of them are calm.
 */
abstract class Episode {
    private static final long NONE = Long.MIN_VALUE;

    /** Growth of the excess that is worth telling: by a tenth of the bound and by half. */
    private static final double STEP = 0.1;

    private static final double GROWTH = 0.5;

    private static final class Stretch {
        private boolean open;
        private long onsetMicros = NONE;
        private long calmSinceMicros = NONE;
        private double toldExcess;
    }

    /** Null while all is well. */
    private @Nullable Stretch stretch;

    /** Whether something is wrong at the moment. */
    public final boolean isOpen() {
        return stretch != null && stretch.open;
    }

    /** When the present episode began; only while {@link #isOpen()}. */
    public final long onsetMicros() {
        return stretch == null ? NONE : stretch.onsetMicros;
    }

    /**
     * Something is wrong at this instant.
     *
     * @param onset where the episode begins if it begins now
     * @param excess how far beyond the bound, as a share of it
     * @param forMicros how long it has to last before it counts
     */
    final @Nullable Turn breach(long atMicros, long onset, double excess, long forMicros) {
        Stretch now = stretch;
        if (now == null) {
            now = new Stretch();
            now.onsetMicros = onset;
            stretch = now;
        }
        now.calmSinceMicros = NONE;
        if (!now.open) {
            if (atMicros - now.onsetMicros < forMicros) {
                return null;
            }
            now.open = true;
            now.toldExcess = excess;
            return Turn.BEGAN;
        }
        if (excess >= now.toldExcess + Math.max(STEP, GROWTH * now.toldExcess)) {
            now.toldExcess = excess;
            return Turn.WORSENED;
        }
        return null;
    }

    /** Neither wrong enough to begin nor right enough to end. */
    final void undecided() {
        if (stretch != null && stretch.open) {
            stretch.calmSinceMicros = NONE;
        } else {
            stretch = null;
        }
    }

    /**
     * All is well at this instant.
     *
     * @param holdMicros how long it has to be well before the episode is over
     */
    final @Nullable Turn calm(long atMicros, long holdMicros) {
        if (stretch == null || !stretch.open) {
            stretch = null;
            return null;
        }
        if (stretch.calmSinceMicros == NONE) {
            stretch.calmSinceMicros = atMicros;
        }
        // The onset is kept for the finding that tells of the end.
        return atMicros - stretch.calmSinceMicros >= holdMicros ? Turn.ENDED : null;
    }

    /** Nothing is wrong any more, or nobody asks any more. */
    public final void end() {
        stretch = null;
    }

    final void writeEpisode(DataOutput out) throws IOException {
        Stretch now = stretch == null ? new Stretch() : stretch;
        out.writeBoolean(now.open);
        out.writeLong(now.onsetMicros);
        out.writeLong(now.calmSinceMicros);
        out.writeDouble(now.toldExcess);
    }

    final void readEpisode(DataInput in) throws IOException {
        Stretch read = new Stretch();
        read.open = in.readBoolean();
        read.onsetMicros = in.readLong();
        read.calmSinceMicros = in.readLong();
        read.toldExcess = in.readDouble();
        stretch = read.open || read.onsetMicros != NONE ? read : null;
    }
}
