package org.sensorium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/bad-input.md against the corpora that it tells of: the table is made of them, every case of
 * the hundred is in them, and who is said to hold a case is there.
 */
class BadInputDocumentTest {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final Path DOCUMENT = CHECKOUT.resolve("docs/bad-input.md");
    private static final int CASES = 100;
    private static final Pattern HELD_BY = Pattern.compile("held by (\\w+)\\.(\\w+)");
    private static final String NOT_SENT = "not sent";
    private static final String NOT_APPLICABLE = "not applicable: ";

    /** A line of a corpus: what becomes of it, in few words. */
    private record Line(int number, String name, Set<String> outcomes, String note) {}

    @Test
    void theTableIsThatOfTheCorpora() throws IOException {
        List<String> table =
                Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.matches("\\| \\d+ \\|.*"))
                        .toList();

        assertThat(table).isEqualTo(table(corpora()));
    }

    @Test
    void everyCaseOfTheHundredIsThere() throws IOException {
        assertThat(corpora().stream().map(Line::number).distinct().sorted())
                .isEqualTo(IntStream.rangeClosed(1, CASES).boxed().toList());
    }

    @Test
    void whatIsNotSentIsHeldByATestOrSaysWhyItDoesNotApply() throws IOException {
        for (Line line : corpora()) {
            if (line.outcomes().contains(NOT_SENT)) {
                Matcher heldBy = HELD_BY.matcher(line.note());
                boolean held = heldBy.find();
                assertThat(held || line.note().startsWith(NOT_APPLICABLE)).as(line.name()).isTrue();
                if (held) {
                    assertThat(source(heldBy.group(1))).contains("void " + heldBy.group(2) + "(");
                }
            }
        }
    }

    private static List<String> table(List<Line> lines) {
        Map<Integer, List<Line>> byCase = new TreeMap<>();
        lines.forEach(l -> byCase.computeIfAbsent(l.number(), n -> new ArrayList<>()).add(l));
        List<String> table = new ArrayList<>();
        byCase.forEach(
                (number, ofCase) ->
                        table.add(
                                "| %d | %d | %s | %s |"
                                        .formatted(
                                                number,
                                                ofCase.size(),
                                                escaped(ofCase.get(0).name()),
                                                outcomes(ofCase))));
        return table;
    }

    private static String outcomes(List<Line> lines) {
        Set<String> outcomes = new TreeSet<>();
        for (Line line : lines) {
            if (!line.outcomes().contains(NOT_SENT)) {
                outcomes.addAll(line.outcomes());
            } else if (line.note().startsWith(NOT_APPLICABLE)) {
                outcomes.add("does not apply");
            } else {
                outcomes.add("a test of its own");
            }
        }
        return String.join(" · ", outcomes);
    }

    private static String escaped(String name) {
        return name.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }

    private static List<Line> corpora() throws IOException {
        List<Line> lines = new ArrayList<>();
        lines.addAll(read("ingest", "protocol", "as", BadInputDocumentTest::answered));
        lines.addAll(read("ingest", "payloads", "by", BadInputDocumentTest::judged));
        lines.addAll(read("console", "rest", "as", line -> Set.of(line.get("status"))));
        return lines;
    }

    private interface Outcomes {
        Set<String> of(Map<String, String> line);
    }

    private static List<Line> read(String module, String name, String sender, Outcomes outcomes)
            throws IOException {
        List<String> text =
                Files.readAllLines(
                        CHECKOUT.resolve(module + "/src/test/resources/corpus/" + name + ".tsv"));
        List<String> header = Arrays.asList(text.get(0).split("\t", -1));
        List<Line> lines = new ArrayList<>();
        for (String row : text.subList(1, text.size())) {
            String[] cells = row.split("\t", -1);
            Map<String, String> line = new TreeMap<>();
            for (int i = 0; i < cells.length; i++) {
                line.put(header.get(i), cells[i]);
            }
            boolean sent = !line.get(sender).equals(NOT_SENT);
            lines.add(
                    new Line(
                            Integer.parseInt(line.get("case")),
                            line.get("name"),
                            sent ? outcomes.of(line) : Set.of(NOT_SENT),
                            line.get("note")));
        }
        return lines;
    }

    private static Set<String> answered(Map<String, String> line) {
        return Set.of(withoutCounts(line.get("answers")));
    }

    private static Set<String> judged(Map<String, String> line) {
        Set<String> outcomes = new TreeSet<>();
        if (!line.get("stored").equals("-")) {
            outcomes.add("stored");
        }
        if (!line.get("rejected").equals("-")) {
            for (String reason : withoutCounts(line.get("rejected")).split(" ")) {
                outcomes.add("`" + reason + "`");
            }
        }
        return outcomes;
    }

    private static String withoutCounts(String outcome) {
        return outcome.replaceAll("×\\d+", "");
    }

    private static String source(String testClass) throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT, 12)) {
            Path source =
                    files.filter(file -> file.endsWith(testClass + ".java"))
                            .filter(file -> file.toString().contains("/src/test/java/"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("no test " + testClass));
            return Files.readString(source);
        }
    }
}
