package org.sensorium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/security.md says that a test shows, a test of that name shows. */
class SecurityDocumentTest {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern ROW = Pattern.compile("^\\| (S\\d+) \\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern NAME =
            Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`|`(\\.ci/[\\w-]+)`");
    private static final List<String> ITEMS =
            List.of(
                    "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S9", "S10", "S11", "S12", "S13",
                    "S14", "S15", "S16", "S17", "S18", "S19", "S20", "S24");

    @Test
    void everyItemHasARowWithATestThatExists() throws IOException {
        Map<String, String> rows = rows();
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(ITEMS);

        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> row : rows.entrySet()) {
            Matcher name = NAME.matcher(row.getValue());
            int names = 0;
            while (name.find()) {
                names++;
                if (!exists(name)) {
                    missing.add(row.getKey() + ": " + name.group());
                }
            }
            assertThat(names).as(row.getKey()).isPositive();
        }
        assertThat(missing).isEmpty();
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(CHECKOUT.resolve("docs/security.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(3));
            }
        }
        return rows;
    }

    private static boolean exists(Matcher name) throws IOException {
        if (name.group(3) != null) {
            return Files.isExecutable(CHECKOUT.resolve(name.group(3)));
        }
        try (Stream<Path> files = Files.walk(CHECKOUT, 12)) {
            List<Path> found =
                    files.filter(file -> file.endsWith(name.group(1) + ".java"))
                            .filter(file -> file.toString().contains("/src/test/java/"))
                            .toList();
            for (Path file : found) {
                if (name.group(2) == null
                        || Files.readString(file).contains(" " + name.group(2) + "(")) {
                    return true;
                }
            }
            return false;
        }
    }
}
