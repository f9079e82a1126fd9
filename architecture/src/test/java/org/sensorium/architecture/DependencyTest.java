package org.sensorium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which library, in which version: said once, in the parent, and exactly. */
class DependencyTest {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+\\.version)>([^<]*)</\\1>");
    private static final Pattern EXACT = Pattern.compile("\\d+(\\.[\\w-]+)*");
    private static final String OURS = "1.0.0-SNAPSHOT";

    @Test
    void everyVersionIsExactAndNoneIsASnapshotOfOthers() throws IOException {
        // Which Java and Maven may build it is a range, as it should be.
        String parent =
                Files.readString(CHECKOUT.resolve("pom.xml"))
                        .replaceAll("(?s)<require(Java|Maven)Version>.*?</require", "");
        List<String> versions = PROPERTY.matcher(parent).results().map(m -> m.group(2)).toList();

        assertThat(versions).hasSizeGreaterThan(40).allMatch(DependencyTest::isExact);
        assertThat(VERSION.matcher(parent).results().map(m -> m.group(1)))
                .allMatch(v -> v.equals(OURS) || v.matches("\\$\\{[\\w.-]+\\}"));
    }

    @Test
    void noModuleHasVersionsOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT, 2)) {
            List<Path> poms =
                    files.filter(file -> file.endsWith("pom.xml"))
                            .filter(file -> !file.equals(CHECKOUT.resolve("pom.xml")))
                            .toList();
            assertThat(poms).hasSizeGreaterThan(8);
            for (Path pom : poms) {
                assertThat(
                                VERSION.matcher(Files.readString(pom))
                                        .results()
                                        .map(m -> m.group(1))
                                        .filter(v -> !v.equals(OURS))
                                        .filter(v -> !v.equals("${project.version}"))
                                        // An annotation processor's cannot be managed.
                                        .filter(v -> !v.equals("${jmh.version}")))
                        .as(pom.toString())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1.0,2.0)", "LATEST", "RELEASE", "1.2-SNAPSHOT", "1.+", ""})
    void aVersionThatCanChangeIsNotExact(String version) {
        assertThat(isExact(version)).isFalse();
    }

    private static boolean isExact(String version) {
        return EXACT.matcher(version).matches() && !version.endsWith("SNAPSHOT");
    }
}
