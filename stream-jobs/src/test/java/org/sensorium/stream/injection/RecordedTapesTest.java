package org.sensorium.stream.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTapesTest {
    @TempDir private Path folder;

    private Path file(int rows, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("sensor_id,metric,unit,timestamp,value"));
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        for (int i = 0; i < rows; i++) {
            lines.add("s-1,speed,km/h," + start.plusSeconds(300L * i) + "," + i);
        }
        lines.addAll(List.of(more));
        return Files.write(folder.resolve("recorded.csv"), lines);
    }

    @Test
    void aSeriesIsATapeWithoutWhatStepsBack() throws IOException {
        List<Tape> tapes =
                RecordedTapes.read(
                        file(
                                1200,
                                "s-1,speed,km/h,2024-01-01T00:00:00Z,999",
                                "s-2,speed,km/h,2024-01-01T00:00:00Z,1"));

        assertThat(tapes).hasSize(1);
        assertThat(tapes.get(0).name()).isEqualTo("s-1 speed");
        assertThat(tapes.get(0).size()).isEqualTo(1200);
        assertThat(tapes.get(0).values()[1199]).isEqualTo(1199);
    }

    @Test
    void aRowThatIsNoneIsShown() throws IOException {
        Path file = file(1, "odd");
        assertThatThrownBy(() -> RecordedTapes.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'odd' has less than five columns");
    }
}
