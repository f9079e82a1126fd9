package org.sensorium.stream.compare;

import java.util.Locale;
import org.sensorium.model.DetectorKind;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.Subject;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Turn;

/** What is found of a sensor's fault. */
final class FaultFinding {
    private static final long MICROS_PER_MINUTE = 60_000_000;

    private FaultFinding() {}

    static Finding of(Neighbour each, Turn turn, double expected, double threshold) {
        return of(
                turn,
                each.departsSince * MICROS_PER_MINUTE,
                (each.minute + 1L) * MICROS_PER_MINUTE,
                each.value,
                expected,
                threshold);
    }

    private static Finding of(
            Turn turn, long onset, long at, double value, double expected, double threshold) {
        return new Finding(
                DetectorKind.SENSOR_FAULT,
                turn,
                onset,
                at,
                value,
                expected,
                threshold,
                Double.NaN,
                onset,
                at);
    }

    /**
     * The end of a fault because the sensor is no longer compared.
     *
     * @param minute of event time
     */
    static SeriesFinding over(SeriesFinding fault, int minute) {
        Finding began = fault.finding();
        long at = Math.max(began.atMicros(), (minute + 1L) * MICROS_PER_MINUTE);
        return new SeriesFinding(
                fault.sensorKey(),
                fault.sensorId(),
                fault.metricKey(),
                fault.metric(),
                of(
                        Turn.ENDED,
                        began.onsetMicros(),
                        at,
                        began.value(),
                        began.expected(),
                        began.threshold()),
                fault.ruleId(),
                fault.ruleRevision(),
                fault.severity(),
                Subject.of(fault.sensorId(), fault.metric(), Locale.ENGLISH)
                        + " is no longer compared with its neighbours.",
                Subject.of(fault.sensorId(), fault.metric(), Locale.CHINESE) + "不再与邻近传感器比较。",
                SeriesFinding.NO_READING);
    }
}
