package org.sensorium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler does not hold us to: names, sizes, a sentence for each package. */
class SourceTreeTest {
    private static final int MOST_LINES = 400;
    private static final Set<String> SAYS_NOTHING =
            Set.of("util", "utils", "impl", "common", "manager", "helper", "helpers", "misc");

    @Test
    void everyPackageSaysWhatItTakesAndGives() throws IOException {
        List<Path> silent =
                mainSources()
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                        .toList();

        assertThat(silent).isEmpty();
    }

    @Test
    void noPackageHasANameThatSaysNothing() throws IOException {
        assertThat(
                        mainSources()
                                .map(file -> file.getParent().getFileName().toString())
                                .filter(SAYS_NOTHING::contains))
                .isEmpty();
    }

    @Test
    void filesStayShort() throws IOException {
        assertThat(sources().filter(file -> lines(file) > MOST_LINES)).isEmpty();
    }

    private static Stream<Path> mainSources() throws IOException {
        return sources().filter(file -> file.toString().contains("/src/main/java/"));
    }

    private static Stream<Path> sources() throws IOException {
        Path checkout = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(checkout, 12)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList()
                    .stream();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
