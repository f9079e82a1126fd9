package org.sensorium.stream.compose;

import org.sensorium.model.Severity;
import org.sensorium.stream.detector.Finding;

/**
 * The match for which an alert is open.
 *
 * @param finding what was last said of it
 * @param heardMicros event time of the match, or later that at which its last step was last told to
 *     hold
 */
record OpenMatch(
        Finding finding,
        int sensorKey,
        String sensorId,
        short metricKey,
        String metric,
        int ruleRevision,
        Severity severity,
        long heardMicros) {
    OpenMatch heard(long atMicros) {
        return new OpenMatch(
                finding,
                sensorKey,
                sensorId,
                metricKey,
                metric,
                ruleRevision,
                severity,
                Math.max(heardMicros, atMicros));
    }

    OpenMatch under(int revision, Severity now) {
        return new OpenMatch(
                finding, sensorKey, sensorId, metricKey, metric, revision, now, heardMicros);
    }
}
