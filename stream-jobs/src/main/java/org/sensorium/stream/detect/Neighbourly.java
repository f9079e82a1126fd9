package org.sensorium.stream.detect;

/** What a sensor tells its square. */
public sealed interface Neighbourly {
    /** {@link Square#key()}. */
    String square();

    int sensorKey();

    /** The log's clock when it came: nothing of an earlier clock follows a later watermark. */
    long clockMillis();

    /**
     * A minute is over.
     *
     * @param minute of event time, since 1970
     */
    record MinuteMean(
            String square,
            int sensorKey,
            short metricKey,
            int minute,
            double mean,
            long clockMillis)
            implements Neighbourly {}

    /** The sensor departs from its own past, or does no longer. */
    record Novelty(String square, SeriesFinding found, long clockMillis) implements Neighbourly {
        @Override
        public int sensorKey() {
            return found.sensorKey();
        }
    }
}
