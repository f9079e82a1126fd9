package org.sensorium.sink.readings;

import org.sensorium.model.ReadingBatch;

/**
 * The order in which a batch is stored and logged: by sensor, event time, metric, and, where these
 * are equal, as received. A stable bottom-up merge sort of indices, without an object for each
 * reading; nearly sorted batches take close to linear time.
 */
final class ReadingOrder {
    private ReadingOrder() {}

    /** The indices of the batch in order. */
    static int[] of(ReadingBatch batch) {
        int size = batch.size();
        int[] from = new int[size];
        for (int i = 0; i < size; i++) {
            from[i] = i;
        }
        int[] to = new int[size];
        for (int width = 1; width < size; width *= 2) {
            for (int left = 0; left < size; left += 2 * width) {
                int middle = Math.min(left + width, size);
                merge(batch, from, to, left, middle, Math.min(middle + width, size));
            }
            int[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    private static void merge(
            ReadingBatch batch, int[] from, int[] to, int left, int middle, int right) {
        if (middle >= right || compare(batch, from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, left, to, left, right - left);
            return;
        }
        int a = left;
        int b = middle;
        for (int i = left; i < right; i++) {
            boolean takeLeft = b >= right || (a < middle && compare(batch, from[a], from[b]) <= 0);
            to[i] = takeLeft ? from[a++] : from[b++];
        }
    }

    /** Whether both readings are of one sensor, metric and time. */
    static boolean sameKey(ReadingBatch batch, int a, int b) {
        return compare(batch, a, b) == 0;
    }

    private static int compare(ReadingBatch batch, int a, int b) {
        int bySensor = Integer.compare(batch.sensorKey(a), batch.sensorKey(b));
        if (bySensor != 0) {
            return bySensor;
        }
        int byTime = Long.compare(batch.timeMicros(a), batch.timeMicros(b));
        return byTime != 0 ? byTime : Short.compare(batch.metricKey(a), batch.metricKey(b));
    }
}
