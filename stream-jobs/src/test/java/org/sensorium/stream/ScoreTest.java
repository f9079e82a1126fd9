package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTest {
    private static final int ROWS = 3000;

    @TempDir private Path folder;

    /** Ten days of a daily wave, a reading every five minutes, with a spike and a day that lags. */
    private static List<String> rows() {
        Random random = new Random(2);
        LocalDateTime start = LocalDateTime.of(2024, 3, 1, 0, 0);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double phase = i > 2700 ? i + 144 : i;
            double value = 20 + 5 * Math.sin(phase * Math.PI / 144) + random.nextGaussian() * 0.2;
            value += i == 2000 ? 60 : 0;
            String time = start.plusMinutes(5L * i).toString().replace('T', ' ');
            rows.add(time + "," + value);
        }
        return rows;
    }

    private List<String> scored(String name, List<String> rows, String tier) throws IOException {
        Path file = folder.resolve(name + ".csv");
        List<String> lines = new ArrayList<>(List.of("timestamp,value"));
        lines.addAll(rows);
        Files.write(file, lines);
        Path out = folder.resolve("out");
        assertThat(Score.run(file.toString(), "--out", out.toString(), "--tier", tier)).isZero();
        return Files.readAllLines(out.resolve(name + ".csv"));
    }

    private static double score(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3"})
    void whatIsWrongScoresHighestAndEachRowGetsItsScoreBetweenNoughtAndOne(String tier)
            throws IOException {
        List<String> rows = rows();
        List<String> lines = scored("wave", rows, tier);

        assertThat(lines).hasSize(ROWS + 1);
        assertThat(lines.get(0)).isEqualTo("timestamp,value,anomaly_score");
        double highestElsewhere = 0;
        double inTheLaggingDay = 0;
        for (int i = 0; i < ROWS; i++) {
            assertThat(lines.get(i + 1)).startsWith(rows.get(i) + ",");
            double score = score(lines.get(i + 1));
            assertThat(score).isStrictlyBetween(0.0, 1.0);
            if (i > 2700) {
                inTheLaggingDay = Math.max(inTheLaggingDay, score);
            } else if (i != 2000) {
                highestElsewhere = Math.max(highestElsewhere, score);
            }
        }
        assertThat(score(lines.get(2001))).isGreaterThan(highestElsewhere);
        assertThat(inTheLaggingDay).isGreaterThan(highestElsewhere);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 250, 1999, 2000, 2001, 2999})
    void aFileThatEndsEarlierHasTheSameScoresLetterForLetter(int length) throws IOException {
        List<String> whole = scored("whole", rows(), "2");
        List<String> part = scored("part", rows().subList(0, length), "2");

        assertThat(part).isEqualTo(whole.subList(0, length + 1));
    }

    @Test
    void aTimeThatIsNoneIsSaidWithItsLine() throws IOException {
        Path file = folder.resolve("odd.csv");
        Files.write(file, List.of("timestamp,value", "soon,3"));
        assertThat(Score.run(file.toString(), "--out", folder.resolve("out").toString()))
                .isEqualTo(1);
        assertThat(folder.resolve("out/odd.csv")).doesNotExist();
    }
}
