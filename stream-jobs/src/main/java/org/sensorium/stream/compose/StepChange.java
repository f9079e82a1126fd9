package org.sensorium.stream.compose;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * One sensor has met the condition of one step of a composite rule, or meets it no longer. Times
 * are microseconds since 1970.
 *
 * @param place the one of the rule where the sensor is
 * @param step index in the rule
 * @param timeMicros event time of the reading that made the difference
 * @param sinceMicros event time of the first reading that met it
 * @param dueMillis when, on the receipt clock, no earlier one is to be expected any more
 */
public record StepChange(
        String ruleId,
        int ruleRevision,
        String place,
        int step,
        StepTurn turn,
        int sensorKey,
        String sensorId,
        short metricKey,
        long timeMicros,
        long sinceMicros,
        double value,
        long receivedMicros,
        long dueMillis) {
    private static final long MICROS_PER_MILLI = 1000;

    /**
     * The order in which the steps of a place are matched; whole, so that it is always the same.
     */
    static final Comparator<StepChange> ORDER =
            Comparator.comparingLong(StepChange::timeMicros)
                    .thenComparing(change -> change.turn() != StepTurn.ENDED)
                    .thenComparingInt(StepChange::step)
                    .thenComparingInt(StepChange::sensorKey)
                    .thenComparingInt(StepChange::metricKey)
                    .thenComparing(StepChange::turn);

    /** By which the changes that concern each other come together. */
    public String key() {
        return ruleId + '\n' + place;
    }

    long timeMillis() {
        return Math.floorDiv(timeMicros, MICROS_PER_MILLI);
    }

    /** The same step at a later time, at which it still holds. */
    StepChange still(long atMicros) {
        return new StepChange(
                ruleId,
                ruleRevision,
                place,
                step,
                StepTurn.HOLDS,
                sensorKey,
                sensorId,
                metricKey,
                atMicros,
                sinceMicros,
                value,
                receivedMicros,
                dueMillis);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(ruleId);
        out.writeInt(ruleRevision);
        out.writeUTF(place);
        out.writeByte(step);
        out.writeUTF(turn.name());
        out.writeInt(sensorKey);
        out.writeUTF(sensorId);
        out.writeShort(metricKey);
        out.writeLong(timeMicros);
        out.writeLong(sinceMicros);
        out.writeDouble(value);
        out.writeLong(receivedMicros);
        out.writeLong(dueMillis);
    }

    static StepChange read(DataInput in) throws IOException {
        return new StepChange(
                in.readUTF(),
                in.readInt(),
                in.readUTF(),
                in.readByte(),
                StepTurn.valueOf(in.readUTF()),
                in.readInt(),
                in.readUTF(),
                in.readShort(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readLong(),
                in.readLong());
    }
}
