package org.sensorium.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void everyFaultOfTheMatrixIsRunOrSaysWhyNot() {
        List<String> known = new ArrayList<>(Catalogue.all().stream().map(Fault::id).toList());
        known.addAll(Catalogue.notRun().keySet());

        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 36).mapToObj(i -> "F" + i).toList());
    }

    @Test
    void theGuaranteeTellsOfEveryFault() throws IOException {
        String document = Files.readString(Path.of("../docs/guarantee.md"));

        for (Fault fault : Catalogue.all()) {
            assertThat(document).contains("| " + fault.id() + " | " + fault.title() + " |");
        }
        Catalogue.notRun().keySet().forEach(id -> assertThat(document).contains(id));
    }
}
