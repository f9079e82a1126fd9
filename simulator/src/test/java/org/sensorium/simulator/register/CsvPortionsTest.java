package org.sensorium.simulator.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvPortionsTest {
    @TempDir private Path folder;

    private List<CsvPortions.Portion> portions(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("sensors.csv"), content);
        List<CsvPortions.Portion> all = new ArrayList<>();
        try (CsvPortions portions = CsvPortions.of(file)) {
            for (CsvPortions.Portion p = portions.next(); p != null; p = portions.next()) {
                all.add(p);
            }
        }
        return all;
    }

    @Test
    void eachPortionHasTheHeaderAndKnowsItsFirstRow() throws IOException {
        StringBuilder csv = new StringBuilder("id,type\n");
        for (int i = 1; i <= 2500; i++) {
            csv.append("s-").append(i).append(",air\n");
        }
        List<CsvPortions.Portion> portions = portions(csv.toString());
        assertThat(portions)
                .extracting(CsvPortions.Portion::firstRow)
                .containsExactly(1L, 1001L, 2001L);
        assertThat(portions)
                .allSatisfy(portion -> assertThat(portion.csv()).startsWith("id,type\ns-"));
        assertThat(portions.get(2).csv().lines()).hasSize(501).last().isEqualTo("s-2500,air");
    }

    @Test
    void aQuotedCellOverTwoLinesIsNotCut() throws IOException {
        StringBuilder csv = new StringBuilder("id,labels\n");
        for (int i = 1; i <= 1001; i++) {
            csv.append(i).append(",\"a=1\nb=\"\"2\"\"\"\n");
        }
        List<CsvPortions.Portion> portions = portions(csv.toString());
        assertThat(portions).hasSize(2);
        assertThat(portions.get(1).csv()).isEqualTo("id,labels\n1001,\"a=1\nb=\"\"2\"\"\"\n");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> portions("")).hasMessageContaining("is empty");
    }

    @Test
    void aResultIsALineOfCsvAndItsSecretIsInNoOtherText() {
        RowResult rejected = new RowResult(2, "a", "rejected", null, null, "no, \"a\"");
        RowResult created = new RowResult(1, "b", "created", "b", "secret", null);
        assertThat(rejected.toCsv()).isEqualTo("2,a,rejected,,,\"no, \"\"a\"\"\"");
        assertThat(created.toCsv()).isEqualTo("1,b,created,b,secret,");
        assertThat(created.toString()).doesNotContain("secret");
    }
}
