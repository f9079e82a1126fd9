package org.sensorium.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sensorium.ingest.decode.TimestampFuzz;

/**
 * What the fuzzer starts from and what it has found, without the fuzzer: {@code ./mvnw -Pfuzz …}
 * runs it, see docs/bad-input.md.
 */
class FuzzFindingsTest {
    private static final Path INPUTS = Path.of("src/test/resources/fuzz");

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageIsStoredOrRejectedForOneReason(Path input) throws IOException {
        MessageFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
    }

    @ParameterizedTest
    @MethodSource("timestamps")
    void everyTimestampIsReadAsJavaReadsItOrRefused(Path input) throws IOException {
        TimestampFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
    }

    @Test
    void theInputsAreThere() throws IOException {
        assertThat(messages()).isNotEmpty();
        assertThat(timestamps()).isNotEmpty();
    }

    static List<Path> messages() throws IOException {
        return in("message");
    }

    static List<Path> timestamps() throws IOException {
        return in("timestamp");
    }

    private static List<Path> in(String folder) throws IOException {
        try (Stream<Path> files = Files.list(INPUTS.resolve(folder))) {
            return files.sorted().toList();
        }
    }
}
