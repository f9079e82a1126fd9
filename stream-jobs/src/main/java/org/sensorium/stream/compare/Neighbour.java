package org.sensorium.stream.compare;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;

/**
 * One sensor of a square: its last minute, what is usual between it and the others, and whether it
 * departs from them. Some 100 bytes. Times are minutes of event time since 1970.
 *
 * <p>What is usual is learned in its first day, and slowly from then on: the offset, as some
 * sensors hang higher than others, and the farthest distance from there, forgotten by half in a
 * week. Distances are smoothed over a quarter of an hour, as faults last and the edge of a front
 * does not. What drifts must not take them along.
 */
final class Neighbour {
    static final int NONE = Integer.MIN_VALUE;

    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;

    /** While the offset is still being found distances say nothing. */
    private static final int SETTLES = DAY / 4;

    /** A front's edge is soon past, a fault is not. */
    private static final double SMOOTH = 15;

    private static final int LEAST_SAMPLES = 100;
    private static final double HALF_LIFE = Math.log(2) / WEEK;
    private static final SeriesFindingForm FINDING = new SeriesFindingForm();

    final int sensorKey;
    final short metricKey;

    int minute = NONE;
    double value;

    /** Whether the minute is new since it was last looked at. */
    boolean fresh;

    private int firstMinute = NONE;
    private int learnedMinute = NONE;
    private int feltMinute = NONE;
    private int samples;
    private double offset;
    private double farthest;

    /** From where the others are, its offset taken off: now, and smoothed. */
    private double distance;

    private double smoothed;

    /** Since when it has departed alone, and how many minutes of it were seen. */
    int departsSince = NONE;

    int departed;
    int agreesSince = NONE;

    /** What was told when the fault began; null if there is none. */
    @Nullable SeriesFinding fault;

    private boolean suspect;

    Neighbour(int sensorKey, short metricKey) {
        this.sensorKey = sensorKey;
        this.metricKey = metricKey;
    }

    void take(int of, double mean) {
        if (of > minute) {
            minute = of;
            value = mean;
            fresh = true;
            if (firstMinute == NONE) {
                firstMinute = of;
            }
        }
    }

    /** Where the others would have to be for it to agree. */
    double aligned() {
        return value - offset;
    }

    double offset() {
        return offset;
    }

    /** Takes the distance of its new minute. */
    void feel(double now) {
        int passed = feltMinute == NONE ? DAY : Math.min(DAY, minute - feltMinute);
        feltMinute = minute;
        distance = now;
        smoothed += (now - smoothed) * (1 - Math.exp(-passed / SMOOTH));
    }

    /** How far it is now and has been for a while; 0 where it has been on the other side. */
    double lasting() {
        return distance * smoothed > 0 ? Math.min(Math.abs(distance), Math.abs(smoothed)) : 0;
    }

    double farthest() {
        return farthest;
    }

    /** Whether a day of it was seen. */
    boolean isTrained() {
        return samples >= LEAST_SAMPLES && minute - firstMinute >= DAY;
    }

    /**
     * Learns what is usual, from a minute that is not part of a fault.
     *
     * @param bound beyond which there is nothing to learn from, once trained
     */
    void learn(double bound) {
        samples++;
        int passed = learnedMinute == NONE ? 1 : Math.min(DAY, minute - learnedMinute);
        learnedMinute = minute;
        double clipped = isTrained() ? Math.max(-bound, Math.min(bound, distance)) : distance;
        offset += clipped * Math.max(1.0 / samples, (double) passed / WEEK);
        double size = Math.min(lasting(), isTrained() ? bound : Double.MAX_VALUE);
        if (minute - firstMinute < SETTLES) {
            return;
        }
        if (!isTrained()) {
            farthest = Math.max(farthest, size);
        } else if (size > farthest) {
            farthest += (size - farthest) * passed / DAY;
        } else {
            farthest *= Math.exp(-HALF_LIFE * passed);
        }
    }

    /** Tells whether it departs, if that has changed. */
    void suspect(boolean now, Moment at) {
        if (suspect != now) {
            suspect = now;
            at.out().accept(new SquareNews.Suspicion(at.square(), sensorKey, now, at.tick()));
        }
    }

    /** Tells that all is over: it is no longer compared here. */
    void letGo(Moment at) {
        suspect(false, at);
        if (fault != null) {
            SeriesFinding over = FaultFinding.over(fault, at.minute());
            at.out().accept(new SquareNews.Fault(at.square(), over, at.tick()));
        }
    }

    void agree() {
        departsSince = NONE;
        departed = 0;
    }

    void write(DataOutputView out) throws IOException {
        out.writeInt(sensorKey);
        out.writeShort(metricKey);
        out.writeInt(minute);
        out.writeDouble(value);
        out.writeBoolean(fresh);
        out.writeInt(firstMinute);
        out.writeInt(learnedMinute);
        out.writeInt(feltMinute);
        out.writeInt(samples);
        out.writeDouble(offset);
        out.writeDouble(farthest);
        out.writeDouble(distance);
        out.writeDouble(smoothed);
        out.writeInt(departsSince);
        out.writeInt(departed);
        out.writeInt(agreesSince);
        out.writeBoolean(suspect);
        out.writeBoolean(fault != null);
        if (fault != null) {
            FINDING.serialize(fault, out);
        }
    }

    static Neighbour read(DataInputView in) throws IOException {
        Neighbour read = new Neighbour(in.readInt(), in.readShort());
        read.minute = in.readInt();
        read.value = in.readDouble();
        read.fresh = in.readBoolean();
        read.firstMinute = in.readInt();
        read.learnedMinute = in.readInt();
        read.feltMinute = in.readInt();
        read.samples = in.readInt();
        read.offset = in.readDouble();
        read.farthest = in.readDouble();
        read.distance = in.readDouble();
        read.smoothed = in.readDouble();
        read.departsSince = in.readInt();
        read.departed = in.readInt();
        read.agreesSince = in.readInt();
        read.suspect = in.readBoolean();
        read.fault = in.readBoolean() ? FINDING.deserialize(in) : null;
        return read;
    }
}
