package org.sensorium.stream.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Metric;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.stream.detect.Arming.Armed;
import org.sensorium.stream.detect.Arming.Watched;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.Subject;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.SensorFaultDetector;

/** A sensor that is compared, and by which rule. */
record Compared(Sensor sensor, Metric metric, Rule rule, SensorFaultDetector detector) {
    static Compared of(Moment moment, Neighbour each) {
        @Nullable Watched watched = moment.arming().watched(each.sensorKey, each.metricKey);
        @Nullable Armed armed = watched == null ? null : watched.by(DetectorKind.SENSOR_FAULT);
        if (watched != null
                && armed != null
                && armed.detector() instanceof SensorFaultDetector detector) {
            return new Compared(watched.sensor(), watched.metric(), armed.rule(), detector);
        }
        throw new IllegalStateException("sensor key " + each.sensorKey + " is not compared");
    }

    /**
     * A finding with its sentences.
     *
     * @param others how many it was compared with
     * @param median of what those measure
     */
    SeriesFinding found(Neighbour each, Finding finding, int others, double median) {
        return new SeriesFinding(
                each.sensorKey,
                sensor.id(),
                each.metricKey,
                metric.name(),
                finding,
                rule.id(),
                rule.revision(),
                rule.severity(),
                explain(finding, others, median, Locale.ENGLISH),
                explain(finding, others, median, Locale.CHINESE),
                SeriesFinding.NO_READING);
    }

    private String explain(Finding finding, int others, double median, Locale locale) {
        return detector.explain(
                finding, others, median, Subject.of(sensor.id(), metric.name(), locale), locale);
    }
}
