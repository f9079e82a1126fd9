package org.sensorium.faults.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleTest {
    private final Sample sample =
            new Sample(3, new long[] {1000, 1200}, new double[] {41.5, 7, 42, 8.25});

    @Test
    void isWrittenAsTheContractSays() {
        assertThat(new String(sample.json(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "[{\"ts\":1000,\"values\":{\"level\":41.5,\"flow\":7.0}},"
                                + "{\"ts\":1200,\"values\":{\"level\":42.0,\"flow\":8.25}}]");
    }

    @Test
    void splitsIntoAMessageForEachTime() {
        assertThat(sample.split())
                .satisfiesExactly(
                        first -> {
                            assertThat(first.time(0)).isEqualTo(1000);
                            assertThat(first.value(0, 1)).isEqualTo(7);
                        },
                        second -> {
                            assertThat(second.time(0)).isEqualTo(1200);
                            assertThat(second.value(0, 0)).isEqualTo(42);
                        });
    }

    @Test
    void theSameSeedMeasuresTheSame() {
        assertThat(values(new Signal(7))).isEqualTo(values(new Signal(7)));
        assertThat(values(new Signal(7))).isNotEqualTo(values(new Signal(8)));
    }

    @Test
    void everyProbeExceedsItsThresholdNowAndThen() {
        for (int sensor = 0; sensor < 20; sensor++) {
            int probe = sensor;
            Signal signal = new Signal(1);
            List<Double> levels =
                    LongStream.range(0, 600)
                            .mapToObj(second -> signal.value(probe, 0, second * 1000))
                            .toList();
            assertThat(levels).anyMatch(level -> level > 100).anyMatch(level -> level < 90);
        }
    }

    private static List<Double> values(Signal signal) {
        return LongStream.range(0, 50).mapToObj(i -> signal.value(1, 1, i * 200)).toList();
    }
}
