package org.sensorium.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page's own files: both languages say all that is asked for, and nothing is fetched from
 * elsewhere.
 */
class PageWordsTest {
    private static final Path OURS =
            Path.of("src/main/resources/org/sensorium/console/page").toAbsolutePath();
    private static final int MOST_LINES = 200;
    private static final Pattern ASKED = Pattern.compile("\\bt\\('([^']+)'");
    private static final Pattern FAULT = Pattern.compile("'(bulk\\.[a-z-]+)'");
    private static final Pattern HOLE = Pattern.compile("\\{\\w+}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\w.-]+");

    @Test
    void bothLanguagesHaveTheSameWordsWithTheSameHoles() throws IOException {
        JsonNode english = words("en");
        JsonNode chinese = words("zh");

        assertThat(keys(chinese)).isEqualTo(keys(english));
        assertThat(keys(english))
                .allSatisfy(
                        key ->
                                assertThat(holes(chinese.path(key).asText()))
                                        .as(key)
                                        .isEqualTo(holes(english.path(key).asText())))
                .allSatisfy(key -> assertThat(chinese.path(key).asText()).as(key).isNotBlank());
    }

    @Test
    void everyWordThatIsAskedForIsThere() throws IOException {
        Set<String> known = keys(words("en"));
        Set<String> asked = new TreeSet<>();
        for (Path file : files(name -> name.endsWith(".js"))) {
            String text = Files.readString(file);
            ASKED.matcher(text).results().forEach(m -> asked.add(m.group(1)));
            FAULT.matcher(text).results().forEach(m -> asked.add(m.group(1)));
        }

        assertThat(asked).hasSizeGreaterThan(100).isSubsetOf(known);
    }

    @Test
    void nothingIsFetchedFromElsewhere() throws IOException {
        for (Path file : files(name -> true)) {
            assertThat(ADDRESS.matcher(Files.readString(file)).results().map(m -> m.group()))
                    .as(file.toString())
                    .allMatch("http://www.w3.org"::equals);
        }
    }

    @Test
    void filesStayShortAndSayWhatTheyAre() throws IOException {
        for (Path file : files(name -> name.endsWith(".js"))) {
            List<String> lines = Files.readAllLines(file);
            assertThat(lines).as(file.toString()).hasSizeLessThan(MOST_LINES);
            assertThat(lines.get(0)).as(file.toString()).matches("(//|/\\*\\*) .+");
        }
    }

    private static JsonNode words(String language) throws IOException {
        return new ObjectMapper()
                .readTree(
                        Files.readString(OURS.resolve(language + ".json"), StandardCharsets.UTF_8));
    }

    private static Set<String> keys(JsonNode words) {
        Set<String> keys = new TreeSet<>();
        words.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> holes(String text) {
        return HOLE.matcher(text).results().map(m -> m.group()).collect(Collectors.toSet());
    }

    private static List<Path> files(Predicate<String> name) throws IOException {
        try (Stream<Path> files = Files.list(OURS)) {
            return new ArrayList<>(
                    files.filter(file -> name.test(file.getFileName().toString())).toList());
        }
    }
}
