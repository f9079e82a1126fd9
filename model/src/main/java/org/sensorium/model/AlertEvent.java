package org.sensorium.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in an alert's life, as the job found it.
 *
 * @param alertId from {@link AlertId}: the same whenever the same thing is found again
 * @param ordinal counts the steps of this alert from 0 (raised); with the id it names the step, so
 *     a repeat is known
 * @param kind raised, updated or cleared
 * @param sensorKey the sensor
 * @param metricKey the metric
 * @param detector which detector
 * @param severity by the rule
 * @param raisedAt event time at which it began
 * @param at event time of this step (for silence: the receipt clock)
 * @param value the value that the step is about; NaN if there is none (silence)
 * @param expected what was expected instead, if the detector can say; NaN otherwise
 * @param threshold the bound that was crossed; NaN if there is none
 * @param score how surprising, in bits where the detector is a learned one; NaN otherwise
 * @param windowFrom start of the span that the detector looked at
 * @param windowTo end of that span
 * @param messageEn a sentence for people
 * @param messageZh the same in Chinese
 * @param ruleId the rule that armed the detector
 * @param ruleRevision its revision
 * @param causedAt when the broker received the reading that caused the step: where publish-to-alert
 *     latency starts; null when no single reading did
 * @param flaps how often it has come back while its clearing was held back
 */
public record AlertEvent(
        String alertId,
        int ordinal,
        AlertEventKind kind,
        int sensorKey,
        short metricKey,
        DetectorKind detector,
        Severity severity,
        Instant raisedAt,
        Instant at,
        double value,
        double expected,
        double threshold,
        double score,
        Instant windowFrom,
        Instant windowTo,
        String messageEn,
        String messageZh,
        String ruleId,
        int ruleRevision,
        @Nullable Instant causedAt,
        int flaps) {}
