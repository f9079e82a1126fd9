package org.sensorium.stream.detector;

import java.io.DataInput;
import java.io.DataOutput;

/** Nothing but the episode. */
final class ThresholdMemory extends Memory {
    @Override
    void writeOwn(DataOutput out) {}

    @Override
    void readOwn(int version, DataInput in) {}
}
