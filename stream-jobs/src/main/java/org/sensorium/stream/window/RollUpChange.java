package org.sensorium.stream.window;

import org.sensorium.model.RollUp;

/** What is to be done with one minute of one series. */
public sealed interface RollUpChange {
    int sensorKey();

    short metricKey();

    long bucketMicros();

    /** This roll-up takes the place of the minute's former one. */
    record Whole(RollUp rollUp) implements RollUpChange {
        @Override
        public int sensorKey() {
            return rollUp.sensorKey();
        }

        @Override
        public short metricKey() {
            return rollUp.metricKey();
        }

        @Override
        public long bucketMicros() {
            return rollUp.bucketMicros();
        }
    }

    /** The job does not have the whole minute (any more): compute it from the stored readings. */
    record Stale(int sensorKey, short metricKey, long bucketMicros) implements RollUpChange {}
}
