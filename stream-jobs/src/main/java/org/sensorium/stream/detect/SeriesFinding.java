package org.sensorium.stream.detect;

import org.sensorium.model.Severity;
import org.sensorium.stream.detector.Finding;

/**
 * A finding with everything that an alert says about it.
 *
 * @param causedAtMicros when the broker received the reading that caused it; {@link #NO_READING} if
 *     none did
 */
public record SeriesFinding(
        int sensorKey,
        String sensorId,
        short metricKey,
        String metric,
        Finding finding,
        String ruleId,
        int ruleRevision,
        Severity severity,
        String messageEn,
        String messageZh,
        long causedAtMicros) {
    public static final long NO_READING = Long.MIN_VALUE;
}
