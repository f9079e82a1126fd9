package org.sensorium.stream.detect;

import org.sensorium.model.DetectorKind;
import org.sensorium.model.Severity;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Statistic;
import org.sensorium.stream.detector.Turn;

/** Novelties as a sensor tells its square of them. */
public final class Novelties {
    private Novelties() {}

    /** One that was found at that instant of the log's clock, which is its event time as well. */
    public static Neighbourly.Novelty at(
            long clockMillis,
            String square,
            Turn turn,
            int sensorKey,
            short metricKey,
            String metric) {
        long micros = clockMillis * 1000;
        Finding found =
                new Finding(
                        DetectorKind.NOVELTY,
                        turn,
                        micros,
                        micros,
                        50,
                        15,
                        40,
                        20,
                        micros,
                        micros,
                        Statistic.VALUE);
        SeriesFinding of =
                new SeriesFinding(
                        sensorKey,
                        "s-" + sensorKey,
                        metricKey,
                        metric,
                        found,
                        "default-novelty",
                        1,
                        Severity.WARNING,
                        "",
                        "",
                        SeriesFinding.NO_READING);
        return new Neighbourly.Novelty(square, of, clockMillis);
    }
}
