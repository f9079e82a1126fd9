package org.sensorium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bill of materials that the build makes for a part lists every library that the part runs. */
class BillOfMaterialsIT {
    private static final Pattern PURL =
            Pattern.compile("\"purl\"\\s*:\\s*\"pkg:maven/[^/\"]+/([^@\"]+)@([^?\"]+)");

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "stream-jobs", "console", "simulator", "launcher"})
    void everyLibraryOfAPartIsListed(String part) throws IOException {
        Path target = Path.of("").toAbsolutePath().getParent().resolve(part).resolve("target");
        String bill = Files.readString(target.resolve("bom.json"));
        Set<String> listed =
                PURL.matcher(bill)
                        .results()
                        .map(m -> m.group(1) + "-" + m.group(2))
                        .collect(Collectors.toSet());

        assertThat(bill).contains("\"CycloneDX\"", "\"SHA-256\"");
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            assertThat(
                            libraries
                                    .map(file -> file.getFileName().toString())
                                    .map(name -> name.replaceFirst("\\.jar$", ""))
                                    .filter(name -> listed.stream().noneMatch(name::startsWith)))
                    .isEmpty();
        }
    }
}
