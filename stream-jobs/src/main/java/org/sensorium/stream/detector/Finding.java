package org.sensorium.stream.detector;

import org.sensorium.model.DetectorKind;

/**
 * What a detector found. Times are microseconds since 1970: event time, or the receipt clock where
 * the detector is about silence.
 *
 * @param onsetMicros when the episode began: the same in all its findings
 * @param atMicros the reading (or instant) that made the difference
 * @param value what was measured; NaN if nothing was
 * @param expected what would have been in order; NaN if the detector cannot say
 * @param threshold the bound that was crossed; NaN if there is none
 * @param score bits of surprise; NaN where the detector does not score
 * @param windowFromMicros start of the span that was looked at
 * @param windowToMicros its end
 * @param statistic of what the series showed; the value, for all detectors but novelty
 */
public record Finding(
        DetectorKind detector,
        Turn turn,
        long onsetMicros,
        long atMicros,
        double value,
        double expected,
        double threshold,
        double score,
        long windowFromMicros,
        long windowToMicros,
        Statistic statistic) {
    /** One about the value itself. */
    public Finding(
            DetectorKind detector,
            Turn turn,
            long onsetMicros,
            long atMicros,
            double value,
            double expected,
            double threshold,
            double score,
            long windowFromMicros,
            long windowToMicros) {
        this(
                detector,
                turn,
                onsetMicros,
                atMicros,
                value,
                expected,
                threshold,
                score,
                windowFromMicros,
                windowToMicros,
                Statistic.VALUE);
    }
}
