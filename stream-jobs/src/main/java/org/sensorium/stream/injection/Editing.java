package org.sensorium.stream.injection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A copy of a tape with anomalies being put in, at places that the seed decides. */
final class Editing {
    /** After what is over an alert may still come: so late it is no merit. */
    private static final long GRACE_MICROS = Tape.HOUR;

    final long[] times;
    final double[] values;
    final long[] received;
    final boolean[] lost;
    final boolean[] twice;
    final double span;

    private final Tape clean;
    private final List<Injected> truth = new ArrayList<>();

    /** What was put in: on the receipt clock, the last instant at which an alert is about it. */
    record Injected(long fromMicros, long untilMicros) {}

    /** A tape with what is wrong with it. */
    record Edited(Tape tape, List<Injected> truth) {}

    private Editing(Tape clean) {
        this.clean = clean;
        times = clean.timeMicros().clone();
        values = clean.values().clone();
        received = clean.receivedMicros().clone();
        lost = new boolean[clean.size()];
        twice = new boolean[clean.size()];
        span = clean.span();
    }

    /**
     * Puts in so many of a kind, in the second half, as far apart as they go.
     *
     * @param seed decides where, and how strong
     */
    static Edited put(Tape clean, InjectedKind kind, int count, long seed) {
        Editing editing = new Editing(clean);
        Random dice = new Random(seed * 31 + kind.ordinal());
        int half = clean.size() / 2;
        int slot = half / count;
        for (int i = 0; i < count; i++) {
            int length = editing.length(kind, half + i * slot, slot);
            int room = Math.max(1, slot - length - 2);
            int from = half + i * slot + dice.nextInt(room);
            int to = Math.min(from + length, clean.size() - 1);
            kind.put(editing, from, to, dice);
            editing.truth.add(
                    new Injected(
                            clean.receivedMicros()[from],
                            clean.receivedMicros()[to] + GRACE_MICROS));
        }
        return new Edited(editing.tape(), editing.truth);
    }

    /** Readings in as long as the kind lasts; half a slot at most. */
    private int length(InjectedKind kind, int from, int slot) {
        long until = clean.timeMicros()[from] + kind.lastsMicros();
        int length = 1;
        while (length < slot / 2
                && from + length < clean.size()
                && clean.timeMicros()[from + length] < until) {
            length++;
        }
        return length;
    }

    private Tape tape() {
        int most = 2 * clean.size();
        long[] outTimes = new long[most];
        double[] outValues = new double[most];
        long[] outReceived = new long[most];
        int size = 0;
        for (int i = 0; i < clean.size(); i++) {
            for (int copies = lost[i] ? 0 : twice[i] ? 2 : 1; copies > 0; copies--) {
                outTimes[size] = times[i];
                outValues[size] = values[i];
                outReceived[size] = received[i];
                size++;
            }
        }
        return new Tape(
                clean.name(),
                Arrays.copyOf(outTimes, size),
                Arrays.copyOf(outValues, size),
                Arrays.copyOf(outReceived, size));
    }
}
