package org.sensorium.stream.compose;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether a reading is of a metric that some composite rule names. For one thread. */
final class Picked {
    private static final byte UNKNOWN = 0;
    private static final byte NAMED = 1;
    private static final byte NOT_NAMED = 2;
    private static final int METRICS = 1 << Short.SIZE;

    private final Composites composites;
    private final byte[] byMetric = new byte[METRICS];
    private boolean none;

    Picked(Composites composites) {
        this.composites = composites;
    }

    boolean has(int sensorKey, short metricKey) {
        if (composites.refresh()) {
            none = composites.none();
            Arrays.fill(byMetric, UNKNOWN);
        }
        if (none) {
            return false;
        }
        byte known = byMetric[metricKey & 0xFFFF];
        return known == UNKNOWN ? look(sensorKey, metricKey) : known == NAMED;
    }

    private boolean look(int sensorKey, short metricKey) {
        @Nullable String metric = composites.metricName(sensorKey, metricKey);
        if (metric == null) {
            return true; // the next stage looks for itself
        }
        boolean named = composites.names(metric);
        byMetric[metricKey & 0xFFFF] = named ? NAMED : NOT_NAMED;
        return named;
    }
}
