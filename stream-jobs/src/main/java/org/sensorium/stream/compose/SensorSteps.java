package org.sensorium.stream.compose;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one sensor stands to the steps that name its metrics: the state of the stage. */
public final class SensorSteps {
    final int sensorKey;
    final List<StepRun> runs = new ArrayList<>(2);

    /** Event time of each metric's newest reading: only later ones count. */
    private final Map<Short, Long> newest = new HashMap<>();

    SensorSteps(int sensorKey) {
        this.sensorKey = sensorKey;
    }

    /** Takes the reading's time; false if it is not later than those before. */
    boolean isInOrder(short metricKey, long timeMicros) {
        if (timeMicros <= newest.getOrDefault(metricKey, Long.MIN_VALUE)) {
            return false;
        }
        newest.put(metricKey, timeMicros);
        return true;
    }

    @Nullable StepRun run(String ruleId, int step, short metricKey) {
        for (StepRun run : runs) {
            if (run.step == step && run.metricKey == metricKey && run.ruleId.equals(ruleId)) {
                return run;
            }
        }
        return null;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(sensorKey);
        out.writeInt(newest.size());
        for (Map.Entry<Short, Long> each : newest.entrySet()) {
            out.writeShort(each.getKey());
            out.writeLong(each.getValue());
        }
        out.writeInt(runs.size());
        for (StepRun run : runs) {
            run.write(out);
        }
    }

    static SensorSteps read(DataInput in) throws IOException {
        SensorSteps sensor = new SensorSteps(in.readInt());
        for (int left = in.readInt(); left > 0; left--) {
            sensor.newest.put(in.readShort(), in.readLong());
        }
        for (int left = in.readInt(); left > 0; left--) {
            sensor.runs.add(StepRun.read(in));
        }
        return sensor;
    }
}
