package org.sensorium.stream.gather;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.SeriesFindingForm;
import org.sensorium.stream.detector.Turn;

/** A sensor departs from its own past. */
final class Departure {
    /** Of one that comes and goes while it is held, so many turns are kept. */
    private static final int MOST_TURNS = 16;

    private static final SeriesFindingForm FINDING = new SeriesFindingForm();

    final Cell cell;

    /** The tick at which it was heard of. */
    final long sinceTick;

    /**
     * What is kept of it: all its turns while it is held, the first once it is part of an event.
     */
    final List<SeriesFinding> turns = new ArrayList<>(2);

    /** Whether it was given on as an alert of its own. */
    boolean given;

    /** The event that it is part of; null while it is part of none. */
    @Nullable String event;

    boolean over;

    Departure(Cell cell, long sinceTick, SeriesFinding began) {
        this.cell = cell;
        this.sinceTick = sinceTick;
        turns.add(began);
    }

    SeriesFinding began() {
        return turns.get(0);
    }

    int sensorKey() {
        return began().sensorKey();
    }

    boolean isHeld() {
        return !given && event == null;
    }

    void turn(SeriesFinding found) {
        Turn turn = found.finding().turn();
        over = turn == Turn.ENDED;
        if (isHeld() && turns.size() < MOST_TURNS) {
            turns.add(found);
        }
    }

    /** Gives on all that was kept of it, as it came. */
    void giveOn(Given to) {
        given = true;
        turns.forEach(to.findings());
    }

    void write(DataOutputView out) throws IOException {
        cell.write(out);
        out.writeLong(sinceTick);
        out.writeBoolean(given);
        out.writeUTF(event == null ? "" : event);
        out.writeBoolean(over);
        out.writeInt(turns.size());
        for (SeriesFinding turn : turns) {
            FINDING.serialize(turn, out);
        }
    }

    static Departure read(DataInputView in) throws IOException {
        Cell cell = Cell.read(in);
        long sinceTick = in.readLong();
        boolean given = in.readBoolean();
        String event = in.readUTF();
        boolean over = in.readBoolean();
        int turns = in.readInt();
        Departure read = new Departure(cell, sinceTick, FINDING.deserialize(in));
        read.given = given;
        read.event = event.isEmpty() ? null : event;
        read.over = over;
        for (int i = 1; i < turns; i++) {
            read.turns.add(FINDING.deserialize(in));
        }
        return read;
    }
}
