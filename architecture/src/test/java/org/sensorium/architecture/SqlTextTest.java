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
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SQL is made of the program's own constants, and what people write is bound to it: every statement
 * handed to the driver, and every fragment of one, is literals and constants, or is listed here
 * with the reason why it cannot hold anybody's text.
 */
class SqlTextTest {
    private static final Pattern CALLS =
            Pattern.compile(
                    "(\\.(?:prepareStatement|prepareCall|executeQuery|executeUpdate|execute|addBatch"
                            + "|copyIn|copyOut|nativeSQL)|BoundSql\\.of|\\.addIf|\\.addAny|\\.add)\\(");
    private static final Set<String> VALUE_FIRST = Set.of(".addIf", ".addAny");
    private static final Pattern CONSTANT = Pattern.compile("(\\w+\\.)?[A-Z][A-Z0-9_]*");

    private static final Map<String, String> ALLOWED =
            Map.ofEntries(
                    Map.entry(
                            "BoundSql: text.toString()",
                            "made of fragments that are looked at here"),
                    Map.entry("DeadLetterQueries: select()", "returns a constant"),
                    Map.entry(
                            "SeriesQueries: wanted.step().isOfMinutes() ? FROM_ROLLUPS : FROM_READINGS",
                            "one of two constants"),
                    Map.entry("Grants: query", "one of the constants in refuseUnknown"),
                    Map.entry("SensorRows: select", "a constant of its callers"),
                    Map.entry("RegistryRows: sensors", "one of two constants"),
                    Map.entry("SqlViews: sql", "a constant of its callers"),
                    Map.entry("Database: sql", "a constant of its callers, the benchmark"),
                    Map.entry("Superuser: sql", "a constant of its callers, the faults"),
                    Map.entry("Restore: sql", "a constant of its callers"),
                    Map.entry(
                            "Snapshot: query",
                            "a constant of its callers, or of one of its list of tables"),
                    Map.entry("BinaryCopy: sql", "a constant of its callers"),
                    Map.entry("Schema: sql", "select quote_literal(?) or quote_ident(?)"),
                    Map.entry(
                            "Schema: verb+role+quoted(connection, rolePassword(passwords, role))",
                            "a statement that takes no bound values: role is one of ROLES, and the"
                                    + " password is quoted by the server"),
                    Map.entry("Schema: database", "quoted by the server"),
                    Map.entry("AuditTrail: () -> write(event)", "an executor's, not a statement's"),
                    Map.entry("TestDatabase: name", "of tests: made here"),
                    Map.entry("TestDatabase: sql", "of tests: made here"));

    @Test
    void everyStatementIsMadeOfConstants() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : sources()) {
            String name = file.getFileName().toString().replace(".java", "");
            variables(Files.readString(file)).forEach(text -> found.add(name + ": " + text));
        }

        assertThat(found).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s.execute(\"select 1\")|",
                "s.execute(\"select \" + COLUMNS + \" from t\")|",
                "s.execute(\"select \" + Rows.COLUMNS)|",
                "c.prepareStatement(\"select '\" + name + \"'\")|name",
                "c.prepareStatement(query)|query",
                "s.executeQuery(\"select %s\".formatted(name))|.formatted(name)",
                "BoundSql.of(\"a = ?\", name)|",
                "sql.add(\" and a = '\" + name + \"'\")|name",
                "sql.addIf(name, \" and a = ?\")|",
                "sql.addIf(name, \" and a = \" + name)|name",
                "sql.addAny(names, \" and a = any (?)\")|",
                "sql.addAny(names, \" and a in (\" + names + \")\")|names",
            })
    void whatIsNoConstantIsFound(String statement, String expected) {
        assertThat(variables("import java.sql; " + statement))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    /** What is not constant in the SQL arguments of a source file. */
    private static List<String> variables(String source) {
        if (!source.contains("java.sql") && !source.contains("BoundSql")) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        Matcher call = CALLS.matcher(source);
        while (call.find()) {
            List<String> arguments = arguments(source, call.end());
            int position = VALUE_FIRST.contains(call.group(1)) ? 1 : 0;
            if (arguments.size() <= position) {
                continue;
            }
            String argument = arguments.get(position);
            // A list's or a set's, too: only text is looked at.
            if (call.group(1).startsWith(".add") && !argument.startsWith("\"")) {
                continue;
            }
            String rest =
                    String.join(
                            "+",
                            Arrays.stream(argument.split("\\+"))
                                    .map(part -> part.strip().replace("\"\"", ""))
                                    .filter(part -> !part.isEmpty())
                                    .filter(part -> !CONSTANT.matcher(part).matches())
                                    .toList());
            if (!rest.isEmpty()) {
                found.add(rest);
            }
        }
        return found;
    }

    /** The arguments from there to the closing bracket, every literal emptied. */
    private static List<String> arguments(String source, int from) {
        List<String> all = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int depth = 0;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '"') {
                i = endOfLiteral(source, i);
                current.append("\"\"");
                continue;
            }
            if (c == ',' && depth == 0) {
                all.add(tidy(current));
                current.setLength(0);
                continue;
            }
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth < 0) {
                break;
            }
            current.append(c);
        }
        all.add(tidy(current));
        return all;
    }

    private static String tidy(StringBuilder text) {
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    private static int endOfLiteral(String source, int start) {
        if (source.startsWith("\"\"\"", start)) {
            return source.indexOf("\"\"\"", start + 3) + 2;
        }
        int i = start + 1;
        while (source.charAt(i) != '"') {
            i += source.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static List<Path> sources() throws IOException {
        Path checkout = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(checkout, 12)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }
}
