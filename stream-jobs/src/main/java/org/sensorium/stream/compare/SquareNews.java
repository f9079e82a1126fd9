package org.sensorium.stream.compare;

import org.sensorium.stream.detect.SeriesFinding;

/** What a square tells of its sensors, once a minute of the log's clock. */
public sealed interface SquareNews {
    /** {@link org.sensorium.stream.detect.Square#key()}. */
    String square();

    int sensorKey();

    /** The minute of the log's clock at which it is told, since 1970. */
    long tick();

    /**
     * A sensor departs from its own past, or does no longer.
     *
     * @param reporting how many sensors of the square have reported lately
     */
    record Novelty(String square, int reporting, SeriesFinding found, long tick)
            implements SquareNews {
        @Override
        public int sensorKey() {
            return found.sensorKey();
        }
    }

    /**
     * The square has got or lost sensors.
     *
     * @param sensors how many it knows, up to as many as can be compared
     */
    record Size(String square, int sensors, long tick) implements SquareNews {
        private static final int NONE = -1;

        @Override
        public int sensorKey() {
            return NONE;
        }
    }

    /** Whether a sensor departs from its neighbours alone, however short. */
    record Suspicion(String square, int sensorKey, boolean suspect, long tick)
            implements SquareNews {}

    /** A sensor has departed from its neighbours for long, or agrees with them again. */
    record Fault(String square, SeriesFinding found, long tick) implements SquareNews {
        @Override
        public int sensorKey() {
            return found.sensorKey();
        }
    }
}
