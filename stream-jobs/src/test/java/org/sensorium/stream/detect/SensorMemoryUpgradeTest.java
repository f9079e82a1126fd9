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
import org.junit.jupiter.params.provider.ValueSource;
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
        return form.deserialize(new DataInputDeserializer(golden(1)));
    }

    private byte[] golden(int version) throws IOException {
        String name = "sensor-memory-" + version + ".bin";
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    /** What a job of this version makes of the same readings. */
    private byte[] present() throws IOException {
        SensorMemory sensor = new SensorMemory(7);
        SeriesMemory series = sensor.series(METRIC);
        Detector novelty = novelty(Map.of("learn", "PT0S", "tier", "2"));
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i <= 300; i++) {
            long at = LAST - (300 - i) * 10_000_000L;
            double value = i == 300 ? 200 : 10 + i % 7;
            novelty.observe(series.memory(DetectorKind.NOVELTY), at, value, at, found::add);
        }
        series.newestMicros = LAST;
        Finding last = found.get(found.size() - 1);
        series.told(DetectorKind.NOVELTY, new Told(last, "r", 3, Severity.MAJOR));
        DataOutputSerializer out = new DataOutputSerializer(64);
        form.serialize(sensor, out);
        return out.getCopyOfBuffer();
    }

    @Test
    void thePresentVersionIsWrittenAsItWasWhenItWasNew() throws IOException {
        assertThat(present()).isEqualTo(golden(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void whatKnewNothingOfAForestGoesOnWithoutOne(int version) throws IOException {
        SensorMemory read = form.deserialize(new DataInputDeserializer(golden(version)));
        assertThat(read.series(METRIC).memory(DetectorKind.NOVELTY).isOpen()).isTrue();
        DataOutputSerializer out = new DataOutputSerializer(64);
        form.serialize(read, out);
        assertThat(out.getCopyOfBuffer()).isEqualTo(golden(3));
    }

    private static Detector novelty(Map<String, String> parameters) {
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
                        parameters),
                null);
    }

    @Test
    void whatWasOpenIsStillOpen() throws IOException {
        SensorMemory sensor = old();
        SeriesMemory series = sensor.series(METRIC);

        assertThat(sensor.sensorKey()).isEqualTo(7);
        assertThat(series.newestMicros).isEqualTo(LAST);
        for (DetectorKind kind : DetectorKind.values()) {
            if (!kind.watchesOneSeries()) {
                continue;
            }
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
            novelty(Map.of())
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
