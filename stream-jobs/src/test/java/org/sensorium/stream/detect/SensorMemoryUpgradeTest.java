package org.sensorium.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;
import org.sensorium.stream.detector.Detector;
import org.sensorium.stream.detector.Finding;

/**
 * The state of a job of the first version: a sensor with 300 readings of 10 to 16, ten seconds
 * apart, and then one of 200, for which an alert is open by threshold and one by novelty.
 */
class SensorMemoryUpgradeTest {
    private static final long LAST = 1_700_000_000_000_000L + 300 * 10_000_000L;
    private static final short METRIC = 1;

    private final SensorMemoryForm form = new SensorMemoryForm();

    private SensorMemory old() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(getClass().getResourceAsStream("sensor-memory-1.bin"))) {
            return form.deserialize(new DataInputDeserializer(in.readAllBytes()));
        }
    }

    private static Detector novelty() {
        return Detector.of(
                new Rule(
                        "r",
                        1,
                        null,
                        null,
                        null,
                        null,
                        DetectorKind.NOVELTY,
                        Severity.MAJOR,
                        true,
                        Map.of()),
                null);
    }

    @Test
    void whatWasOpenIsStillOpen() throws IOException {
        SensorMemory sensor = old();
        SeriesMemory series = sensor.series(METRIC);

        assertThat(sensor.sensorKey()).isEqualTo(7);
        assertThat(series.newestMicros).isEqualTo(LAST);
        for (DetectorKind kind : DetectorKind.values()) {
            boolean open = kind == DetectorKind.THRESHOLD || kind == DetectorKind.NOVELTY;
            assertThat(series.memory(kind).isOpen()).as("%s", kind).isEqualTo(open);
            assertThat(series.told(kind) != null).as("%s", kind).isEqualTo(open);
        }
    }

    @Test
    void theRangeThatWasLearnedHoldsOn() throws IOException {
        SeriesMemory series = old().series(METRIC);
        List<Finding> found = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            novelty()
                    .observe(
                            series.memory(DetectorKind.NOVELTY),
                            LAST + i * 10_000_000L,
                            i == 200 ? 600 : 10 + i % 7,
                            LAST + i * 10_000_000L,
                            found::add);
        }
        assertThat(found)
                .extracting(each -> each.turn() + " " + each.value() + " " + each.expected())
                .containsExactly("ENDED 15.0 15.0", "BEGAN 600.0 200.0");
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void writtenAgainItReadsTheSame(DetectorKind kind) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        form.serialize(old(), out);
        SensorMemory again = form.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(again.series(METRIC).told(kind)).isEqualTo(old().series(METRIC).told(kind));
        DataOutputSerializer twice = new DataOutputSerializer(64);
        form.serialize(again, twice);
        assertThat(twice.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
    }
}
