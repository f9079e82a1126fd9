package org.sensorium.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.report.Figures;
import org.sensorium.bench.whole.Whole;

/** One part for real, as briefly as it goes: how fast it is is the machine's business. */
class BenchIT {
    private static final Plan BRIEF = new Plan(1, 1, 2, 4, 4, List.of(), List.of(1_000), 3);

    @Test
    void theWholeIsMeasuredWithEverythingStored() throws Exception {
        Path root = Path.of("").toAbsolutePath().getParent();
        Figures figures = new Figures();
        try (Laboratory laboratory =
                Laboratory.open(root, Laboratory.temporaryHome(), Map.of(), true)) {
            Measurements measurements =
                    new Measurements(laboratory, figures, BRIEF, System.out::println);
            measurements.measure(Part.WHOLE10);
            measurements.measure(Part.LATENCY);
        }
        String whole = Whole.rateName(10);
        assertThat(figures.median(whole)).hasValueSatisfying(rate -> assertThat(rate).isPositive());
        assertThat(figures.median(whole + ", CPU, gateway"))
                .hasValueSatisfying(seconds -> assertThat(seconds).isPositive());
        assertThat(figures.median(whole + ", WAL"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isPositive());
        assertThat(figures.median("10 a message at half rate, publish to alert, p50"))
                .hasValueSatisfying(millis -> assertThat(millis).isPositive());
        // Nothing refused, nothing missing, every alert heard.
        assertThat(figures.remarks()).isEmpty();
    }
}
