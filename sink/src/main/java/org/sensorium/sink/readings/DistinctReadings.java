package org.sensorium.sink.readings;

import java.util.Arrays;
import org.sensorium.model.ReadingBatch;

/**
 * A batch in storing order with one reading for each sensor, metric and time: the first received.
 * What was left out is kept as repeats, to be compared with what is stored in the end.
 */
public final class DistinctReadings {
    private final ReadingBatch readings = new ReadingBatch();
    private final ReadingBatch repeats = new ReadingBatch();
    private int[] firstOfRepeat = new int[16];

    private DistinctReadings() {}

    /** Sorts and splits; the batch itself stays as it is. */
    public static DistinctReadings of(ReadingBatch batch) {
        DistinctReadings distinct = new DistinctReadings();
        int[] order = ReadingOrder.of(batch);
        for (int i = 0; i < order.length; i++) {
            if (i > 0 && ReadingOrder.sameKey(batch, order[i - 1], order[i])) {
                distinct.addRepeat(batch, order[i]);
            } else {
                distinct.readings.addFrom(batch, order[i]);
            }
        }
        return distinct;
    }

    /** One reading for each sensor, metric and time, in storing order. */
    public ReadingBatch readings() {
        return readings;
    }

    /** Further readings of a sensor, metric and time that {@link #readings} has already. */
    public ReadingBatch repeats() {
        return repeats;
    }

    /** The index in {@link #readings} that the repeat repeats. */
    public int firstOf(int repeat) {
        return firstOfRepeat[repeat];
    }

    private void addRepeat(ReadingBatch batch, int i) {
        if (repeats.size() == firstOfRepeat.length) {
            firstOfRepeat = Arrays.copyOf(firstOfRepeat, firstOfRepeat.length * 2);
        }
        firstOfRepeat[repeats.size()] = readings.size() - 1;
        repeats.addFrom(batch, i);
    }
}
