package org.sensorium.console.sensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer starts from and what it has found, without the fuzzer: docs/bad-input.md. */
class FuzzFindingsTest {
    private static final Path INPUTS = Path.of("src/test/resources/fuzz/upload");

    @ParameterizedTest
    @MethodSource("uploads")
    void everyUploadIsRowsOrAProblem(Path input) throws IOException {
        UploadFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
    }

    @Test
    void theInputsAreThere() throws IOException {
        assertThat(uploads()).isNotEmpty();
    }

    static List<Path> uploads() throws IOException {
        try (Stream<Path> files = Files.list(INPUTS)) {
            return files.sorted().toList();
        }
    }
}
